import { reject, type Rejected } from '../../../shared/errors/rejected.ts'

const decimalText = /^(\d{0,40})(?:\.(\d{1,40}))?$/

/** The two halves of an amount, or nothing for text that is none. Paxos may leave out a zero before the point. */
function halvesOf(text: string): readonly [whole: string, decimals: string] | undefined {
  const match = decimalText.exec(text)
  const [whole = '', decimals = ''] = match?.slice(1) ?? []
  return whole === '' && decimals === '' ? undefined : [whole, decimals]
}

/**
 * An amount of Paxos, which writes decimals as unsigned text, in minor units. More decimals than the unit has are taken only
 * where they are zeros: nothing is ever rounded.
 * @param scale decimals of the minor unit
 * @returns `money.malformed` or `money.tooPrecise`
 */
export function parseDecimal(text: string, scale: number): { ok: true; minor: bigint } | Rejected {
  const halves = halvesOf(text)
  if (!halves) return reject('money.malformed', { text: text.slice(0, 40) })
  const [whole, decimals] = halves
  if (/[1-9]/.test(decimals.slice(scale))) return reject('money.tooPrecise', { text, decimalsMax: scale })
  return { ok: true, minor: BigInt(`${whole}${decimals.slice(0, scale).padEnd(scale, '0')}` || '0') }
}

/** Minor units, zero or more, as Paxos takes them: no sign, no exponent, no zeros that say nothing. */
export function formatDecimal(minor: bigint, scale: number): string {
  const digits = minor.toString().padStart(scale + 1, '0')
  const decimals = scale === 0 ? '' : digits.slice(-scale).replace(/0+$/, '')
  const whole = digits.slice(0, digits.length - scale)
  return decimals === '' ? whole : `${whole}.${decimals}`
}

/** True when two texts are the same amount, however many zeros they are written with. */
export function isSameDecimal(left: string, right: string): boolean {
  const shortest = (text: string): string | undefined => {
    const halves = halvesOf(text)
    return halves && `${halves[0].replace(/^0+/, '')}.${halves[1].replace(/0+$/, '')}`
  }
  const [one, other] = [shortest(left), shortest(right)]
  return one !== undefined && one === other
}
