import { Notice } from '../../components/notice.tsx'
import { failureText } from '../../i18n/failure-text.ts'
import { Fact } from './fact.tsx'
import type { AccountHealth } from './health-view.ts'
import classes from './till-card.module.css'
import { useWords } from './use-words.ts'

type AccountCardProps = Readonly<{ account: AccountHealth; now: number }>

/** The settlement account: whether it answers, and how many sales can open before it has to. */
export function AccountCard({ account, now }: AccountCardProps) {
  const { t, age, figure } = useWords()
  const { name, state, heardAt, problem, addressesReady, isLow } = account
  const words = problem && failureText({ code: problem.code, message: problem.text, hint: '', details: {} })
  return (
    <section className={classes['card']} aria-label={t('health.account.title')}>
      {words === undefined ? null : (
        <Notice kind="warning" title={words.text} hint={`${words.hint} ${t('health.account.waits')}`} />
      )}
      {isLow && state !== 'starting' ? (
        <Notice
          kind="warning"
          title={t('health.account.low', { count: addressesReady, formatted: figure(addressesReady) })}
          hint={t(`health.account.lowHint.${state}`)}
        />
      ) : null}
      <dl className={classes['facts']}>
        <Fact isStrong name={t('health.account.title')}>
          {name}
        </Fact>
        <Fact isStrong name={t('health.account.state')}>
          {t(`health.account.states.${state}`)}
        </Fact>
        <Fact isStrong name={t('health.account.heard')}>
          {heardAt === undefined ? t('health.never') : t('health.ago', { age: age(now - heardAt) })}
        </Fact>
        <Fact isStrong name={t('health.account.addresses')}>
          {figure(addressesReady)}
        </Fact>
      </dl>
    </section>
  )
}
