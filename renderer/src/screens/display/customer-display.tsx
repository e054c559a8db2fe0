import { useTranslation } from 'react-i18next'
import type { ReactNode } from 'react'
import { isEnvironment } from './is-environment.ts'
import { Brand } from '../../components/brand.tsx'
import { DrillBadge } from '../../components/drill-badge.tsx'
import { EnvironmentBadge } from '../../components/environment-badge.tsx'
import { ScreenLoading } from '../../components/screen-message.tsx'
import { Watermark } from '../../components/watermark.tsx'
import { terminal } from '../../host/terminal.ts'
import { useFollow } from '../../host/use-follow.ts'
import { useRead } from '../../host/use-read.ts'
import { useConnection, useConnectionProblem } from '../../stores/use-connection.ts'
import { AddressQuestion } from './address-question.tsx'
import { BasketView } from './basket-view.tsx'
import { CheckoutDisplay } from './checkout-display.tsx'
import type { DisplayState } from './display-state.ts'
import classes from './customer-display.module.css'

/** One short thing to say, as large as the screen. */
function Hero({ title, body }: Readonly<{ title: string; body: string }>) {
  return (
    <div className={classes['hero']}>
      <h2 className={classes['heroTitle']}>{title}</h2>
      <p className={classes['heroBody']}>{body}</p>
    </div>
  )
}

function Shown({ state, arrivedAtMs }: Readonly<{ state: DisplayState; arrivedAtMs: number }>) {
  const { t } = useTranslation()
  switch (state.kind) {
    case 'idle':
      return <Hero title={t('display.welcome')} body={t('display.idle')} />
    case 'basket':
      return <BasketView lines={state.lines} totalMinor={state.totalMinor} currency={state.currency} />
    case 'confirmAddress':
      return <AddressQuestion key={state.askId} question={state} />
    case 'checkout':
      return <CheckoutDisplay key={state.checkout.saleId} view={state.checkout} arrivedAtMs={arrivedAtMs} />
  }
}

function Page({ state, children }: Readonly<{ state: DisplayState | undefined; children: ReactNode }>) {
  const { t } = useTranslation()
  const environment = state?.environment ?? ''
  const connection = useConnection()
  // A till comes back from a drill over a new connection: the greeting of that one counts.
  const { value: hello } = useRead('hello', connection, () => terminal().session.hello())
  return (
    <div className={classes['page']}>
      <header className={classes['head']}>
        <Brand size={48} />
        <h1 className={classes['shop']}>{state?.shopName ?? t('display.title')}</h1>
        <div className={classes['space']} />
        {hello?.drill === undefined ? null : <DrillBadge />}
        {isEnvironment(environment) ? <EnvironmentBadge environment={environment} /> : null}
      </header>
      <main className={classes['main']}>{children}</main>
      {environment === 'practice' ? <Watermark /> : null}
    </div>
  )
}

/** The customer's screen: a greeting, the basket, or one checkout. It shows what the terminal says; the one thing it asks is whether an address is theirs. */
export function CustomerDisplay() {
  const { t } = useTranslation()
  const connection = useConnection()
  const problem = useConnectionProblem()
  const { value, failure, arrivedAtMs } = useFollow('display', (signal) =>
    terminal().display.follow(undefined, { signal }),
  )
  if (failure !== undefined || problem?.code === 'session.pairingRefused') {
    return (
      <Page state={value}>
        <Hero title={t('display.failed.title')} body={t('display.failed.body')} />
      </Page>
    )
  }
  // Without the terminal nobody knows whether money has arrived: a code that is still shown would ask for it twice.
  if (connection === 'offline') {
    return (
      <Page state={value}>
        <Hero title={t('display.reconnecting.title')} body={t('display.reconnecting.body')} />
      </Page>
    )
  }
  return (
    <Page state={value}>
      {value === undefined ? (
        <ScreenLoading label={t('frame.connecting')} />
      ) : (
        <Shown state={value} arrivedAtMs={arrivedAtMs} />
      )}
    </Page>
  )
}
