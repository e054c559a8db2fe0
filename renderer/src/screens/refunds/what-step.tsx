import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fiatUnit } from '../../../../shared/domain/money/currency.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { RadioChips } from '../checkout/radio-chips.tsx'
import { AmountPad } from './amount-pad.tsx'
import { ItemPicker } from './item-picker.tsx'
import { tokensFor, wishKinds, wishOf, withKind } from './refund-draft.ts'
import classes from './refund-desk.module.css'
import type { RefundToken } from './refund-types.ts'
import type { DeskWork } from './use-desk.ts'

type WorkProps = Readonly<{ work: DeskWork }>

/** The first step: what goes back, and in which token. */
export function WhatStep({ work }: WorkProps) {
  const { t } = useTranslation()
  const { desk, draft, plan } = work
  const chosen = desk.tokens.find(({ token }) => token === draft.token)
  const wish = wishOf(draft)
  const isReady = wish !== undefined && plan.value !== undefined && !plan.isBusy && !plan.failure
  const finish = (): void => {
    if (isReady && chosen?.isFinal === true) work.goTo('whom')
  }
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        finish()
      }}
    >
      <Choices work={work} />
      <div className={classes['halves']}>
        <div className={classes['half']}>
          {draft.kind === 'lines' ? <ItemPicker work={work} /> : null}
          {draft.kind === 'amount' ? <AmountPad work={work} /> : null}
          {draft.kind === 'excess' ? <p className={classes['hint']}>{t('refunds.what.excessHint')}</p> : null}
        </div>
        <Totals work={work} />
      </div>
      {chosen?.isFinal === false ? <Notice kind="warning" title={t('refunds.desk.notFinal')} /> : null}
      {plan.failure && wish ? <FailureNotice failure={plan.failure} onRetry={plan.reload} /> : null}
      <div className={classes['buttons']}>
        <Button type="submit" size="lg" disabled={!isReady || chosen?.isFinal !== true}>
          {t('refunds.desk.next')}
        </Button>
      </div>
    </form>
  )
}

function Choices({ work: { desk, draft, change, replace } }: WorkProps) {
  const { t } = useTranslation()
  const kinds = wishKinds(desk)
  const tokens = tokensFor(desk, draft.kind)
  const isPartlyBack = desk.refunds.some(({ kind, status }) => kind === 'goods' && status === 'confirmed')
  const left = ({ goodsMinor, excessMinor, token, decimals, chainName }: RefundToken): string => {
    const minor = draft.kind === 'excess' ? excessMinor : goodsMinor
    const amount = formatMoney(minor, { currency: token, scale: decimals })
    return `${chainName} · ${t('refunds.what.tokenLeft', { amount })}`
  }
  return (
    <>
      <RadioChips
        name="refund-kind"
        label={t('refunds.what.label')}
        look="field"
        value={draft.kind}
        chips={kinds.map((kind) => ({
          value: kind,
          label: t(kind === 'rest' && isPartlyBack ? 'refunds.what.restAfter' : `refunds.what.${kind}`),
        }))}
        onChange={(value) => {
          const kind = kinds.find((candidate) => candidate === value)
          if (kind !== undefined) replace(withKind(draft, desk, kind))
        }}
      />
      {tokens.length > 1 ? (
        <RadioChips
          name="refund-token"
          label={t('refunds.what.token')}
          look="field"
          value={draft.token ?? ''}
          chips={tokens.map((token) => ({ value: token.token, label: token.symbol, note: left(token) }))}
          onChange={(value) => {
            const found = tokens.find(({ token }) => token === value)
            if (found) change({ token: found.token })
          }}
        />
      ) : null}
    </>
  )
}

/** What the wish comes to, said whenever it changes. */
function Totals({ work: { desk, draft, plan } }: WorkProps) {
  const { t } = useTranslation()
  const money = (minor: bigint): string => formatMoney(minor, fiatUnit(desk.currency))
  const { value, failure } = plan
  if (wishOf(draft) === undefined)
    return (
      <output className={classes['totals']}>
        {t(draft.kind === 'lines' ? 'refunds.what.chooseItems' : 'refunds.what.typeAmount')}
      </output>
    )
  if (value === undefined || failure !== undefined) return <output className={classes['totals']} />
  const { lines, tipMinor, totalMinor } = value.parts
  const taxMinor = lines.reduce((sum, line) => sum + line.taxMinor, 0n)
  return (
    <output className={classes['totals']} aria-busy={plan.isBusy}>
      <span className={classes['word']}>{t('refunds.what.total')}</span>
      <strong className={`amount ${classes['total']}`}>{value.amountText}</strong>
      {totalMinor > 0n ? <span className="amount">{money(totalMinor)}</span> : null}
      {taxMinor > 0n ? (
        <span className={`amount ${classes['word']}`}>
          {t('refunds.what.tax')}: {money(taxMinor)}
        </span>
      ) : null}
      {tipMinor > 0n ? (
        <span className={`amount ${classes['word']}`}>
          {t('refunds.what.tip')}: {money(tipMinor)}
        </span>
      ) : null}
    </output>
  )
}
