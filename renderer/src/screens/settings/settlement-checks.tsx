import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon.tsx'
import type { IconName } from '../../components/icon-paths.ts'
import { formatInstant } from '../sales/format-instant.ts'
import type { TestView } from './settlement-client.ts'
import classes from './settlement.module.css'

type Check = TestView['checks'][number]

const icons: Readonly<Record<Check['state'], IconName>> = {
  works: 'check',
  missing: 'alert',
  refused: 'alert',
  unreachable: 'question',
}

/** Who has to do what; nothing where everything works. */
function actWords(check: Check, t: TFunction): string | undefined {
  if (check.state === 'works') return undefined
  if (check.state === 'missing')
    return t('settlement.checks.act.missing', { scopes: check.missing.join(', ') })
  if (check.whoMustAct === 'support') return t('settlement.checks.act.support')
  if (check.whoMustAct === 'nobody') return t('settlement.checks.act.nobody')
  return t(check.id === 'profile' ? 'settlement.checks.act.profile' : 'settlement.checks.act.token')
}

function CheckRow({ check }: Readonly<{ check: Check }>) {
  const { t } = useTranslation()
  const { id, state, said } = check
  const act = actWords(check, t)
  return (
    <li className={classes['check']} data-state={state}>
      <span className={classes['mark']}>
        <Icon name={icons[state]} size={20} />
      </span>
      <div className={classes['words']}>
        <span className={classes['name']}>{t(`settlement.checks.id.${id}`)}</span>
        {act === undefined ? null : <span className={classes['act']}>{act}</span>}
        {said === undefined ? null : (
          <span className={classes['said']}>{t('settlement.checks.said', { text: said })}</span>
        )}
      </div>
      <span className={classes['state']}>{t(`settlement.checks.state.${state}`)}</span>
    </li>
  )
}

function BankRows({ banks }: Readonly<{ banks: TestView['bankAccounts'] }>) {
  const { t } = useTranslation()
  if (banks.length === 0) return null
  return (
    <>
      <h4 className={classes['subtitle']}>{t('settlement.checks.banks')}</h4>
      <ul className={classes['checks']} aria-label={t('settlement.checks.banks')}>
        {banks.map(({ bankName, numberTail, review }) => (
          <li key={`${bankName} ${numberTail}`} className={classes['check']} data-review={review}>
            <span className={classes['words']}>
              {bankName === ''
                ? t('settlement.checks.bankUnnamed', { tail: numberTail })
                : t('settlement.checks.bank', { name: bankName, tail: numberTail })}
            </span>
            <span className={classes['state']}>{t(`settlement.checks.review.${review}`)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Everything that was tried: what works, what does not, and who has to act. */
export function SettlementChecks({ test }: Readonly<{ test: TestView }>) {
  const { t, i18n } = useTranslation()
  return (
    <section aria-label={t('settlement.checks.title')}>
      <div className={classes['checksHead']}>
        <h3 className={classes['subtitle']}>{t('settlement.checks.title')}</h3>
        <span className={classes['soft']}>
          {t('settlement.checks.at', { time: formatInstant(test.at, i18n.language) })}
        </span>
      </div>
      <ul className={classes['checks']} aria-label={t('settlement.checks.title')}>
        {test.checks.map((check) => (
          <CheckRow key={check.id} check={check} />
        ))}
      </ul>
      <BankRows banks={test.bankAccounts} />
    </section>
  )
}
