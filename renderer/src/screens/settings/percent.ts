import { taxBpsMax } from '../../../../shared/domain/tax/tax-rate.ts'

/**
 * Reads a percentage as people type it (`8.25`, `19 %`, `0,5`) into hundredths of a percent.
 * @returns 0..10,000, or `undefined` for anything else, more than two decimals included
 */
export function parsePercent(text: string): number | undefined {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim())
  if (!match) return undefined
  const bps = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return bps <= taxBpsMax ? bps : undefined
}

/** Hundredths of a percent as a field shows them: `8.25`, `19`. */
export function percentText(bps: number): string {
  const whole = Math.floor(bps / 100)
  const rest = String(bps % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return rest === '' ? String(whole) : `${whole}.${rest}`
}

/** Hundredths of a percent for reading: `8.25 %`. */
export function formatPercent(bps: number): string {
  return `${percentText(bps)} %`
}
