import { Notice } from '../../components/notice.tsx'
import { CopyButton } from '../checkout/copy-button.tsx'
import { Fact } from './fact.tsx'
import type { HealthView } from './health-view.ts'
import classes from './till-card.module.css'
import { useWords } from './use-words.ts'

/** Clocks are corrected all the time: below this, in milliseconds, it is not worth a word. */
const clockSlackMs = 2_000
const hashShown = 12

/** The till itself: its ledger, its disk and its clock. */
export function TillCard({ health }: Readonly<{ health: HealthView }>) {
  const { t, age, figure } = useWords()
  const { ledger, clockBehindMs } = health
  const isFull = ledger.state === 'diskFull'
  const isBehind = clockBehindMs > clockSlackMs
  return (
    <section className={classes['card']} aria-label={t('health.till.title')}>
      {isFull ? (
        <Notice kind="problem" title={t('health.till.diskFullTitle')} hint={t('health.till.diskFullHint')} />
      ) : null}
      {isBehind ? (
        <Notice
          kind="warning"
          title={`${t('health.till.clock')}: ${t('health.till.clockBehind', { age: age(clockBehindMs) })}`}
          hint={t('health.till.clockHint')}
        />
      ) : null}
      <dl className={classes['facts']}>
        <Fact isStrong name={t('health.till.ledger')}>
          {t(`health.till.${ledger.state}`)}
        </Fact>
        <Fact isStrong name={t('health.till.entries')}>
          {figure(ledger.entries)}
        </Fact>
        <Fact isStrong name={t('health.till.hash')}>
          <code className={classes['hash']}>{ledger.newestHash.slice(0, hashShown)}</code>
          <CopyButton text={ledger.newestHash} label={t('health.till.copyHash')} isCompact />
        </Fact>
        <Fact isStrong name={t('health.till.clock')}>
          {isBehind ? t('health.till.clockBehind', { age: age(clockBehindMs) }) : t('health.till.clockGood')}
        </Fact>
      </dl>
    </section>
  )
}
