import { useTranslation } from 'react-i18next'
import type { TerminalClient } from '../../../../shared/contract/contract.ts'
import { terminal } from '../../host/terminal.ts'
import { ApproveDialog } from './approve-dialog.tsx'
import { EndDialog } from './end-dialog.tsx'
import type { RuleView } from './payout-types.ts'
import { useRuleWords } from './use-rule-words.ts'

/** The standing orders with who may approve one. */
export type RulesView = Awaited<ReturnType<TerminalClient['payoutRules']['list']>>

/** What somebody does with a standing order. */
export type RuleAct = Readonly<{ kind: 'approve' | 'decline' | 'delete'; ruleId: string }>

type DialogsProps = Readonly<{
  view: RulesView
  act: RuleAct | undefined
  close: () => void
  reload: () => void
}>

/** Agrees to a standing order, says no to it, or ends it. */
export function RuleDialogs({ view, act, close, reload }: DialogsProps) {
  const wordsOf = useRuleWords()
  const rule = view.rules.find(({ ruleId }) => ruleId === act?.ruleId)
  if (act === undefined || rule === undefined) return null
  const { ruleId, name, can } = rule
  if (act.kind === 'approve')
    return can.approve ? <ApproveRule view={view} rule={rule} close={close} reload={reload} /> : null
  const { kind } = act
  return (
    <EndDialog
      what={kind === 'decline' ? 'ruleDecline' : 'ruleEnd'}
      name={name}
      about={wordsOf(rule).what}
      close={close}
      end={async (reason) => {
        await terminal().payoutRules[kind]({ ruleId, reason })
        reload()
      }}
    />
  )
}

function ApproveRule({
  view,
  rule,
  close,
  reload,
}: Omit<DialogsProps, 'act'> & Readonly<{ rule: RuleView }>) {
  const { t } = useTranslation()
  const { what, when, keeps } = useRuleWords()(rule)
  const { ruleId, name } = rule
  return (
    <ApproveDialog
      title={t('payouts.rules.approveTitle', { name })}
      facts={[
        { word: t('payouts.rules.approveWhat'), text: what },
        { word: t('payouts.rules.approveWhen'), text: when },
        { word: t('payouts.rules.approveKeeps'), text: keeps },
        { word: t('payouts.approve.asked'), text: rule.requestedByName },
      ]}
      candidates={view.approvers}
      askedById={rule.requestedById}
      submitWord={t('payouts.rules.approveSubmit')}
      approve={async (approval) => {
        await terminal().payoutRules.approve({ ruleId, ...approval })
        reload()
      }}
      close={close}
    />
  )
}
