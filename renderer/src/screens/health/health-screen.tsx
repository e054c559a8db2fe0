import { Button } from '@mantine/core'
import { useState } from 'react'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { ScreenLoading, ScreenMessage } from '../../components/screen-message.tsx'
import { terminal } from '../../host/terminal.ts'
import { useFollow } from '../../host/use-follow.ts'
import { navigate } from '../../stores/router.ts'
import { useSession } from '../../stores/session.ts'
import { useConnection } from '../../stores/use-connection.ts'
import { AccountCard } from './account-card.tsx'
import { ChainCard } from './chain-card.tsx'
import { chainTone, orderChains } from './chain-warnings.ts'
import { HealthActions } from './health-actions.tsx'
import { healthReport } from './health-report.ts'
import type { HealthView } from './health-view.ts'
import classes from './health-screen.module.css'
import { isShown, openTroubled, type OpenChains } from './open-chains.ts'
import { TillCard } from './till-card.tsx'
import { useTillNow } from './use-till-now.ts'
import { useWords } from './use-words.ts'

type ReadyProps = Readonly<{ health: HealthView; now: number }>

function Networks({ health, now }: ReadyProps) {
  const { t } = useWords()
  const [known, setOpen] = useState<OpenChains>(() => new Map())
  const chains = orderChains(health.chains)
  const open = openTroubled(known, chains)
  if (open !== known) setOpen(open)
  if (chains.length === 0)
    return (
      <div className={classes['empty']}>
        <ScreenMessage
          icon="silent"
          title={t('health.empty.title')}
          body={t('health.empty.body')}
          action={
            <Button size="md" onClick={() => navigate('settings', 'networks')}>
              {t('health.empty.action')}
            </Button>
          }
        />
      </div>
    )
  return (
    <ul className={classes['networks']} aria-label={t('health.chains')}>
      {chains.map((chain) => {
        const isOpen = isShown(open, chain.chain, chains.length)
        return (
          <ChainCard
            key={chain.chain}
            chain={chain}
            at={health.at}
            now={now}
            isOpen={isOpen}
            onToggle={() => setOpen(new Map([...open, [chain.chain, !isOpen]]))}
          />
        )
      })}
    </ul>
  )
}

function useSummary({ chains }: HealthView): string {
  const { t } = useWords()
  const amiss = chains.filter((chain) => chainTone(chain) !== 'good').length
  if (chains.length === 0) return t('health.intro')
  return amiss === 0
    ? t('health.summary.fine', { count: chains.length })
    : t('health.summary.amiss', { count: amiss, total: chains.length })
}

function Ready({ health, arrivedAtMs }: Readonly<{ health: HealthView; arrivedAtMs: number }>) {
  const words = useWords()
  const isOnline = useConnection() === 'online'
  const hello = useSession((state) => state.hello)
  const now = useTillNow(health.at, arrivedAtMs)
  const about = { version: hello?.version ?? '', environment: hello?.environment ?? '' }
  const summary = useSummary(health)
  return (
    <>
      <header className={classes['head']}>
        <div>
          <h1 className={classes['title']}>{words.t('health.title')}</h1>
          <p className={classes['intro']}>{summary}</p>
        </div>
        <HealthActions report={() => healthReport(health, { about, now, words })} isOnline={isOnline} />
      </header>
      {isOnline ? null : (
        <Notice kind="warning" title={words.t('health.asOf', { time: words.time(health.at) })} />
      )}
      <TillCard health={health} />
      {health.backend ? <AccountCard account={health.backend} now={now} /> : null}
      <Networks health={health} now={now} />
    </>
  )
}

/** Everything that the till knows of its sources, for whoever looks after it. */
export function HealthScreen() {
  const { t } = useWords()
  const { value, failure, arrivedAtMs } = useFollow('health', (signal) =>
    terminal().system.health(undefined, { signal }),
  )
  return (
    <div className={classes['screen']}>
      {value ? (
        <Ready health={value} arrivedAtMs={arrivedAtMs} />
      ) : (
        <>
          <h1 className={classes['title']}>{t('health.title')}</h1>
          {failure ? <FailureNotice failure={failure} /> : <ScreenLoading label={t('health.loading')} />}
        </>
      )}
    </div>
  )
}
