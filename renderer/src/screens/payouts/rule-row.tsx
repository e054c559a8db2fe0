import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { IconName } from '../../components/icon-paths.ts'
import { formatRoute } from '../../stores/router.ts'
import { CopyButton } from '../checkout/copy-button.tsx'
import { formatInstant } from '../sales/format-instant.ts'
import type { RuleView } from './payout-types.ts'
import classes from './payouts.module.css'
import type { RuleAct } from './rule-dialogs.tsx'
import { ToneChip, type Tone } from '../../components/tone-chip.tsx'
import { useRuleWords } from './use-rule-words.ts'

const looks = {
  requested: { tone: 'unsure', icon: 'person' },
  declined: { tone: 'calm', icon: 'close' },
  sending: { tone: 'moving', icon: 'upload' },
  active: { tone: 'good', icon: 'check' },
  refused: { tone: 'bad', icon: 'alert' },
  ending: { tone: 'moving', icon: 'clock' },
  deleted: { tone: 'calm', icon: 'close' },
} as const satisfies Record<RuleView['status'], { tone: Tone; icon: IconName }>

type RowProps = Readonly<{ rule: RuleView; act: (act: RuleAct) => void }>

/** One standing order: what it does, when it runs next, and how the last run went. */
export function RuleRow({ rule, act }: RowProps) {
  const { t, i18n } = useTranslation()
  const { what, when, keeps } = useRuleWords()(rule)
  const { approvedByName, problem, address, status } = rule
  const asked = { time: formatInstant(rule.requestedAt, i18n.language), name: rule.requestedByName }
  return (
    <li className={classes['card']}>
      <div className={classes['cardHead']}>
        <h2 className={classes['subtitle']}>{rule.name}</h2>
        <ToneChip {...looks[status]} word={t(`payouts.rules.status.${status}`)} />
        <span className={classes['space']} />
        <Choices rule={rule} act={act} />
      </div>
      <p className={classes['line']}>{[what, when, keeps].join(' · ')}</p>
      {address === undefined ? null : (
        <p className={classes['line']}>
          {t('payouts.rules.addressWord')} <code className={classes['code']}>{address}</code>
          <CopyButton
            text={address}
            label={t('payouts.payout.copy', { what: t('payouts.rules.addressWord') })}
            isCompact
          />
        </p>
      )}
      {problem === undefined ? null : <p className={classes['line']}>{problem}</p>}
      <Runs rule={rule} />
      <p className={classes['hint']}>
        {approvedByName === undefined
          ? t('payouts.rules.by', asked)
          : t('payouts.rules.byBoth', { ...asked, approver: approvedByName })}
      </p>
    </li>
  )
}

function Choices({ rule: { ruleId, can }, act }: RowProps) {
  const { t } = useTranslation()
  return (
    <>
      {can.approve ? (
        <Button onClick={() => act({ kind: 'approve', ruleId })}>{t('payouts.rules.approve')}</Button>
      ) : null}
      {can.decline ? (
        <Button variant="default" onClick={() => act({ kind: 'decline', ruleId })}>
          {t('payouts.rules.decline')}
        </Button>
      ) : null}
      {can.remove ? (
        <Button variant="default" onClick={() => act({ kind: 'delete', ruleId })}>
          {t('payouts.rules.end')}
        </Button>
      ) : null}
    </>
  )
}

/** When a sweep runs next, and what the last one came to. */
function Runs({ rule: { nextDueAt, lastRun, order, status } }: Pick<RowProps, 'rule'>) {
  const { t, i18n } = useTranslation()
  if (order.kind === 'address' || status === 'requested' || status === 'declined') return null
  const at = (instant: number): string => formatInstant(instant, i18n.language)
  const parts = [
    ...(nextDueAt === undefined ? [] : [t('payouts.rules.next', { time: at(nextDueAt) })]),
    lastRun === undefined
      ? t('payouts.rules.neverRan')
      : t('payouts.rules.last', {
          time: at(lastRun.dueAt),
          outcome: t(`payouts.rules.outcome.${lastRun.outcome}`),
        }),
  ]
  return (
    <p className={classes['line']}>
      {parts.join(' · ')}{' '}
      {lastRun?.payoutId === undefined ? null : (
        <a className={classes['link']} href={formatRoute('payouts', lastRun.payoutId)}>
          {t('payouts.rules.openPayout')}
        </a>
      )}
    </p>
  )
}
