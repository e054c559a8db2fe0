import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { newId } from '../../stores/new-id.ts'
import { navigate } from '../../stores/router.ts'
import { RadioChips } from '../checkout/radio-chips.tsx'
import { useAction } from '../checkout/use-action.ts'
import type { BankView } from './payout-types.ts'
import classes from './payouts.module.css'
import {
  orderOf,
  ruleKinds,
  ruleNetworks,
  ruleProblems,
  type RuleDraft,
  type RuleProblems,
} from './rule-draft.ts'
import { useBankWords } from './use-bank-words.ts'

type FormProps = Readonly<{ assets: readonly string[]; banks: readonly BankView[] }>

const pageZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** What a standing order does, when, and what it keeps back. */
export function AddRuleForm({ assets, banks }: FormProps) {
  const { t } = useTranslation()
  const [isAsked, setAsked] = useState(false)
  const [key] = useState(newId)
  const [draft, setDraft] = useState<RuleDraft>({
    name: '',
    kind: 'daily',
    asset: assets.find((asset) => asset === 'USDC') ?? assets[0] ?? '',
    bankId: banks.find(({ isPayable }) => isPayable)?.bankId ?? '',
    time: '21:30',
    above: '1000',
    keep: '100',
    network: 'ETHEREUM',
  })
  const change = (part: Partial<RuleDraft>): void => setDraft({ ...draft, ...part })
  const create = useAction(async () => {
    const order = orderOf(draft, pageZone)
    if (order === undefined) return
    const { ruleId } = await terminal().payoutRules.create({ key, name: draft.name.trim(), order })
    navigate('payouts', 'rules', ruleId)
  })
  const problems = isAsked ? ruleProblems(draft) : {}
  return (
    <form
      className={classes['panel']}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        void create.run()
      }}
    >
      <Choices assets={assets} banks={banks} draft={draft} change={change} />
      {problems.bank === undefined ? null : (
        <Notice kind="problem" title={t(`payouts.ruleForm.problem.${problems.bank}`)} />
      )}
      <Fields draft={draft} change={change} problems={problems} />
      {create.failure === undefined ? null : <FailureNotice failure={create.failure} />}
      <div className={classes['foot']}>
        <span className={`${classes['hint']} ${classes['grow']}`}>{t('payouts.ruleForm.hint')}</span>
        <Button type="submit" size="lg" loading={create.isBusy}>
          {t('payouts.ruleForm.submit')}
        </Button>
      </div>
    </form>
  )
}

type PartProps = Readonly<{ draft: RuleDraft; change: (part: Partial<RuleDraft>) => void }>

function Choices({ assets, banks, draft, change }: FormProps & PartProps) {
  const { t } = useTranslation()
  const wordsOf = useBankWords()
  return (
    <>
      <RadioChips
        name="rule-kind"
        label={t('payouts.ruleForm.kind')}
        look="field"
        value={draft.kind}
        chips={ruleKinds.map((value) => ({ value, label: t(`payouts.ruleForm.${value}`) }))}
        onChange={(value) => change({ kind: ruleKinds.find((kind) => kind === value) ?? 'daily' })}
      />
      <RadioChips
        name="rule-asset"
        label={t('payouts.make.asset')}
        look="field"
        value={draft.asset}
        chips={assets.map((asset) => ({ value: asset, label: asset }))}
        onChange={(asset) => change({ asset })}
      />
      <RadioChips
        name="rule-bank"
        label={t('payouts.make.bank')}
        look="field"
        value={draft.bankId}
        chips={banks.map((bank) => ({
          value: bank.bankId,
          label: `${bank.name}, ${bank.text}`,
          note: wordsOf(bank),
          isDisabled: !bank.isPayable,
        }))}
        onChange={(bankId) => change({ bankId })}
      />
      {draft.kind === 'arriving' ? (
        <RadioChips
          name="rule-network"
          label={t('payouts.ruleForm.network')}
          look="field"
          value={draft.network}
          chips={ruleNetworks.map((value) => ({ value, label: t(`payouts.rules.network.${value}`) }))}
          onChange={(value) =>
            change({ network: ruleNetworks.find((network) => network === value) ?? 'ETHEREUM' })
          }
        />
      ) : null}
    </>
  )
}

function Fields({ draft, change, problems }: PartProps & Readonly<{ problems: RuleProblems }>) {
  const { t } = useTranslation()
  const errorOf = (field: keyof RuleProblems): string | null => {
    const problem = problems[field]
    return problem === undefined ? null : t(`payouts.ruleForm.problem.${problem}`)
  }
  return (
    <div className={classes['fields']}>
      <TextInput
        label={t('payouts.ruleForm.name')}
        placeholder={t('payouts.ruleForm.nameExample')}
        value={draft.name}
        maxLength={60}
        error={errorOf('name')}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      {draft.kind === 'daily' ? (
        <TextInput
          type="time"
          label={t('payouts.ruleForm.time')}
          description={t('payouts.ruleForm.timeZone', { zone: pageZone })}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={draft.time}
          error={errorOf('time')}
          onChange={(event) => change({ time: event.currentTarget.value })}
        />
      ) : null}
      {draft.kind === 'above' ? (
        <TextInput
          label={t('payouts.ruleForm.amount')}
          inputMode="decimal"
          value={draft.above}
          error={errorOf('above')}
          onChange={(event) => change({ above: event.currentTarget.value })}
        />
      ) : null}
      {draft.kind === 'arriving' ? null : (
        <TextInput
          label={t('payouts.ruleForm.keep')}
          description={t('payouts.ruleForm.keepHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          inputMode="decimal"
          value={draft.keep}
          error={errorOf('keep')}
          onChange={(event) => change({ keep: event.currentTarget.value })}
        />
      )}
    </div>
  )
}
