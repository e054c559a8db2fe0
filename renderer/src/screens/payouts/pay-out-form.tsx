import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AmountPad } from '../../components/amount-pad.tsx'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { newId } from '../../stores/new-id.ts'
import { navigate } from '../../stores/router.ts'
import { RadioChips } from '../checkout/radio-chips.tsx'
import { useAction } from '../checkout/use-action.ts'
import { formatDollars } from './format-dollars.ts'
import { PayOutSummary } from './pay-out-summary.tsx'
import type { BalancesView, BankView, PayoutPlan } from './payout-types.ts'
import classes from './payouts.module.css'
import { useBankWords } from './use-bank-words.ts'

type FormProps = Readonly<{ balances: BalancesView; banks: readonly BankView[] }>

/** What was chosen so far; without digits everything that is free. */
type Draft = Readonly<{ asset: string; bankId: string; digits: string | undefined; note: string }>

function startDraft({ balances: { assets }, banks }: FormProps): Draft {
  const fullest = assets.toSorted((left, right) => (right.freeDollarsMinor > left.freeDollarsMinor ? 1 : -1))
  const payable = banks.find(({ isPayable }) => isPayable)
  return { asset: fullest[0]?.asset ?? '', bankId: payable?.bankId ?? '', digits: undefined, note: '' }
}

/** What the draft would come to, asked for anew at every change. */
function usePlan({ asset, bankId, digits }: Draft) {
  const isChosen = asset !== '' && bankId !== ''
  return useRead<PayoutPlan | undefined>(`plan:${asset}:${bankId}`, digits ?? 'all', async () =>
    isChosen
      ? await terminal().payouts.plan({
          asset,
          bankId,
          ...(digits === undefined ? {} : { dollarsMinor: BigInt(digits || '0') }),
        })
      : undefined,
  )
}

/** Everything about a payout on one page: what is chosen at the left, what it comes to at the right. */
export function PayOutForm(props: FormProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(() => startDraft(props))
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part })
  // Made once for this page: an answer that was lost is asked for again, and never makes a second payout.
  const [key] = useState(newId)
  const plan = usePlan(draft)
  const request = useAction(async (dollarsMinor: bigint) => {
    const { asset, bankId, note } = draft
    const payout = await terminal().payouts.request({ key, asset, bankId, dollarsMinor, note: note.trim() })
    navigate('payouts', payout.payoutId, 'approve')
  })
  return (
    <div className={classes['halves']}>
      <div className={classes['panel']}>
        <Where {...props} draft={draft} change={change} />
        <Amount {...props} draft={draft} change={change} />
      </div>
      <div className={classes['panel']}>
        <PayOutSummary plan={plan.value} />
        {plan.failure === undefined ? null : <FailureNotice failure={plan.failure} onRetry={plan.reload} />}
        <TextInput
          label={t('payouts.make.note')}
          description={t('payouts.make.noteHint')}
          value={draft.note}
          maxLength={200}
          onChange={(event) => change({ note: event.currentTarget.value })}
        />
        {request.failure === undefined ? null : <FailureNotice failure={request.failure} />}
        <Button
          size="lg"
          loading={request.isBusy}
          disabled={!mayAsk(plan.value) || plan.isBusy}
          onClick={() => plan.value && void request.run(plan.value.dollarsMinor)}
        >
          {t('payouts.make.ask')}
        </Button>
        <p className={classes['hint']}>{t('payouts.make.nothingYet')}</p>
      </div>
    </div>
  )
}

function mayAsk(plan: PayoutPlan | undefined): boolean {
  return plan !== undefined && plan.problem === undefined && plan.approvers.length > 0
}

type PartProps = FormProps & Readonly<{ draft: Draft; change: (part: Partial<Draft>) => void }>

function Where({ balances, banks, draft, change }: PartProps) {
  const { t } = useTranslation()
  const wordsOf = useBankWords()
  return (
    <>
      <RadioChips
        name="payout-asset"
        label={t('payouts.make.asset')}
        look="field"
        value={draft.asset}
        chips={balances.assets.map(({ asset, freeText, freeDollarsMinor }) => ({
          value: asset,
          label: asset,
          note: t('payouts.make.free', { amount: freeText }),
          isDisabled: freeDollarsMinor === 0n,
        }))}
        onChange={(asset) => change({ asset, digits: undefined })}
      />
      <RadioChips
        name="payout-bank"
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
    </>
  )
}

function Amount({ balances, draft, change }: PartProps) {
  const { t } = useTranslation()
  const free = balances.assets.find(({ asset }) => asset === draft.asset)
  const freeMinor = free?.freeDollarsMinor ?? 0n
  const { digits } = draft
  const shown = digits === undefined ? freeMinor : BigInt(digits === '' ? '0' : digits)
  return (
    <AmountPad
      label={t('payouts.make.amount')}
      digits={digits ?? ''}
      shown={<span className="amount">{formatDollars(shown)}</span>}
      note={t('payouts.make.upTo', { amount: formatDollars(freeMinor) })}
      action={
        <Button
          variant={digits === undefined ? 'light' : 'default'}
          aria-pressed={digits === undefined}
          onClick={() => change({ digits: undefined })}
        >
          {t('payouts.make.all')}
        </Button>
      }
      onChange={(typed) => change({ digits: typed })}
    />
  )
}
