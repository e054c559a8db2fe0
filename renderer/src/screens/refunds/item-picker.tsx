import { ActionIcon, Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fiatUnit } from '../../../../shared/domain/money/currency.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import { Icon } from '../../components/icon.tsx'
import classes from './refund-desk.module.css'
import type { RefundDesk } from './refund-types.ts'
import type { DeskWork } from './use-desk.ts'

type Line = RefundDesk['lines'][number]

/** Chooses how many of each item go back, and whether the tip does. */
export function ItemPicker({ work: { desk, draft, change } }: Readonly<{ work: DeskWork }>) {
  const { t } = useTranslation()
  const money = (minor: bigint): string => formatMoney(minor, fiatUnit(desk.currency))
  const set = (lineId: string, quantity: number): void =>
    change({ quantities: { ...draft.quantities, [lineId]: quantity } })
  return (
    <div className={classes['items']}>
      <ul className={classes['lines']} aria-label={t('refunds.what.items')}>
        {desk.lines.map((line) => (
          <ItemLine
            key={line.lineId}
            line={line}
            leftText={money(line.leftMinor)}
            quantity={draft.quantities[line.lineId] ?? 0}
            onChange={(quantity) => set(line.lineId, quantity)}
          />
        ))}
      </ul>
      {desk.tipLeftMinor > 0n ? (
        <Checkbox
          size="lg"
          label={t('refunds.what.withTip', { amount: money(desk.tipLeftMinor) })}
          checked={draft.withTip}
          onChange={(event) => change({ withTip: event.currentTarget.checked })}
        />
      ) : null}
    </div>
  )
}

type ItemLineProps = Readonly<{
  line: Line
  leftText: string
  quantity: number
  onChange: (quantity: number) => void
}>

function ItemLine({ line: { name, quantityLeft }, leftText, quantity, onChange }: ItemLineProps) {
  const { t } = useTranslation()
  return (
    <li className={classes['line']}>
      <span className={classes['lineName']}>
        {name}
        <span className={`amount ${classes['lineLeft']}`}>{leftText}</span>
      </span>
      <ActionIcon
        variant="default"
        aria-label={t('refunds.what.fewer', { name })}
        disabled={quantity === 0}
        onClick={() => onChange(quantity - 1)}
      >
        <Icon name="minus" size={20} />
      </ActionIcon>
      <output className={`amount ${classes['pieces']}`} aria-label={name}>
        <b>{quantity}</b> {t('refunds.what.of', { count: quantityLeft })}
      </output>
      <ActionIcon
        variant="default"
        aria-label={t('refunds.what.moreOf', { name })}
        disabled={quantity >= quantityLeft}
        onClick={() => onChange(quantity + 1)}
      >
        <Icon name="plus" size={20} />
      </ActionIcon>
    </li>
  )
}
