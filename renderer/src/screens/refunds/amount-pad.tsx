import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { fiatUnit } from '../../../../shared/domain/money/currency.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import { Amount } from '../../components/amount.tsx'
import { DigitPad, PadKey } from '../../components/digit-pad.tsx'
import { typeAmount } from './refund-draft.ts'
import classes from './refund-desk.module.css'
import type { DeskWork } from './use-desk.ts'

/** Types an amount of the sale's currency; the keyboard works too. */
export function AmountPad({ work: { desk, draft, change } }: Readonly<{ work: DeskWork }>) {
  const { t } = useTranslation()
  const type = (typed: string): void => change({ digits: typeAmount(draft.digits, typed) })
  const erase = (): void => change({ digits: draft.digits.slice(0, -1) })
  useDigitKeys(type, erase)
  return (
    <div className={classes['pad']}>
      <output className={classes['typed']} aria-label={t('refunds.what.amountLabel')}>
        <Amount minor={draft.digits === '' ? 0n : BigInt(draft.digits)} currency={desk.currency} />
      </output>
      <p className={classes['word']}>
        {t('refunds.what.upTo', { amount: formatMoney(desk.goodsLeftMinor, fiatUnit(desk.currency)) })}
      </p>
      <DigitPad
        clearWord={t('register.keypad.clear')}
        onDigit={type}
        onClear={() => change({ digits: '' })}
        last={
          <PadKey label="00" onPress={() => type('00')}>
            00
          </PadKey>
        }
      />
    </div>
  )
}

function useDigitKeys(type: (digit: string) => void, erase: () => void): void {
  const latest = useRef({ type, erase })
  useLayoutEffect(() => {
    latest.current = { type, erase }
  })
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey) return
      if (/^\d$/.test(event.key)) latest.current.type(event.key)
      else if (event.key === 'Backspace') latest.current.erase()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
