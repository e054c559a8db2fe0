import { saleLimits, type Adjustment } from '../../../../shared/domain/sale/sale.ts'
import { typeDigits } from './keypad-entry.ts'

/** A discount or tip being typed: minor units of the currency, or percent with up to two decimals. */
export type AdjustmentEntry = Readonly<{ kind: 'amount' | 'rate'; text: string }>

/** Nothing typed yet. */
export function emptyEntry(kind: AdjustmentEntry['kind']): AdjustmentEntry {
  return { kind, text: '' }
}

/** The entry that shows an adjustment that is there already. */
export function entryOf(adjustment: Adjustment): AdjustmentEntry {
  switch (adjustment.kind) {
    case 'none':
      return emptyEntry('rate')
    case 'amount':
      return { kind: 'amount', text: String(adjustment.minor) }
    case 'rate':
      return { kind: 'rate', text: percentText(adjustment.bps) }
  }
}

/** Hundredths of a percent as people write them: 825 is `8.25`, 1000 is `10`. */
export function percentText(bps: number): string {
  const decimals = String(bps % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  const whole = String(Math.floor(bps / 100))
  return decimals === '' ? whole : `${whole}.${decimals}`
}

/** Types a digit or, for a percentage, the decimal point. What would make it unreadable or over 100 % is not taken. */
export function typeInto(entry: AdjustmentEntry, key: string): AdjustmentEntry {
  if (entry.kind === 'amount') {
    return /^\d+$/.test(key) ? { ...entry, text: typeDigits(entry.text, key) } : entry
  }
  const text = `${entry.text}${key}`.replace(/^0+(?=\d)/, '')
  if (!/^\d{1,3}(\.\d{0,2})?$/.test(text) || bpsOf(text) > 10_000) return entry
  return { ...entry, text }
}

function bpsOf(text: string): number {
  const [whole = '', decimals = ''] = text.split('.')
  return Number(whole) * 100 + Number(decimals.padEnd(2, '0'))
}

/** The adjustment that an entry stands for; nothing typed, or zero, is none. */
export function adjustmentOf(entry: AdjustmentEntry): Adjustment {
  if (entry.kind === 'rate') {
    const bps = entry.text === '' ? 0 : bpsOf(entry.text)
    return bps === 0 ? { kind: 'none' } : { kind: 'rate', bps }
  }
  const minor = entry.text === '' ? 0n : BigInt(entry.text)
  if (minor === 0n) return { kind: 'none' }
  return { kind: 'amount', minor: minor > saleLimits.totalMinorMax ? saleLimits.totalMinorMax : minor }
}
