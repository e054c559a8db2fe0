import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Brand } from '../../components/brand.tsx'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { ScreenLoading } from '../../components/screen-message.tsx'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { RejectionNotice } from '../settings/rejection-notice.tsx'
import { ConfirmStep } from './confirm-step.tsx'
import { NetworksStep } from './networks-step.tsx'
import { setupSteps, type SetupStatus } from './setup-draft.ts'
import classes from './setup-screen.module.css'
import { SetupSteps } from './setup-steps.tsx'
import { ShopStep } from './shop-step.tsx'
import { StaffStep } from './staff-step.tsx'
import { useSetup, type Wizard } from './use-setup.ts'
import { WalletStep } from './wallet-step.tsx'

/** First start of testnet or live: `#/setup`. */
export function SetupScreen() {
  const { t } = useTranslation()
  const { value: status, failure, reload } = useRead('setup', 0, () => terminal().setup.status())
  return (
    <main className={classes['screen']}>
      <header className={classes['head']}>
        <Brand size={40} />
        <h1 className={classes['title']}>{t('setup.title')}</h1>
        {status === undefined ? null : (
          <span className={classes['environment']} data-environment={status.environment}>
            {t(`setup.environment.${status.environment}`)}
          </span>
        )}
      </header>
      {status === undefined && failure !== undefined ? (
        <FailureNotice failure={failure} onRetry={reload} />
      ) : null}
      {status === undefined && failure === undefined ? <ScreenLoading label={t('setup.loading')} /> : null}
      {status === undefined ? null : <SetupWizard status={status} />}
    </main>
  )
}

function SetupWizard({ status }: Readonly<{ status: SetupStatus }>) {
  const { t } = useTranslation()
  const wizard = useSetup(status)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // A new step begins at its first field.
    place.current?.scrollTo({ top: 0 })
    place.current?.querySelector<HTMLElement>('input, textarea')?.focus()
  }, [wizard.step])
  const isFirst = wizard.step === setupSteps[0]
  const isLast = wizard.step === 'confirm'
  return (
    <form
      className={classes['wizard']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void wizard.next()
      }}
    >
      <SetupSteps wizard={wizard} />
      <div className={classes['sheet']}>
        <div ref={place} className={classes['content']}>
          <Step wizard={wizard} status={status} />
          {wizard.failure === undefined ? null : <RejectionNotice failure={wizard.failure} />}
        </div>
        <footer className={classes['foot']}>
          {isFirst ? null : (
            <Button variant="default" size="lg" onClick={wizard.back} disabled={wizard.isBusy}>
              {t('setup.back')}
            </Button>
          )}
          <span className={classes['space']} role="status">
            {wizard.isBusy ? t('setup.finishing') : null}
          </span>
          <Button type="submit" size="lg" loading={wizard.isBusy}>
            {t(isLast ? 'setup.finish' : 'setup.next')}
          </Button>
        </footer>
      </div>
    </form>
  )
}

function Step({ wizard, status }: Readonly<{ wizard: Wizard; status: SetupStatus }>) {
  switch (wizard.step) {
    case 'shop':
      return <ShopStep wizard={wizard} currencies={status.currencies} />
    case 'staff':
      return <StaffStep wizard={wizard} />
    case 'wallet':
      return <WalletStep wizard={wizard} />
    case 'networks':
      return <NetworksStep wizard={wizard} />
    case 'confirm':
      return <ConfirmStep wizard={wizard} />
  }
}
