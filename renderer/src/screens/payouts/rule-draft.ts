import type { RuleOrder } from './payout-types.ts'

/** The networks of which an account can make an address. */
export const ruleNetworks = ['ETHEREUM', 'SOLANA', 'BASE', 'POLYGON'] as const
/** What a standing order can do. */
export const ruleKinds = ['daily', 'above', 'arriving'] as const

/** A standing order as it is typed. */
export type RuleDraft = Readonly<{
  name: string
  kind: (typeof ruleKinds)[number]
  asset: string
  bankId: string
  /** `21:30`. */
  time: string
  /** Dollars with at most two decimals. */
  above: string
  keep: string
  network: (typeof ruleNetworks)[number]
}>

/** The fields that are wrong, each with why. */
export type RuleProblems = Readonly<
  Partial<
    Record<'name' | 'bank' | 'time' | 'above' | 'keep', 'name' | 'bank' | 'time' | 'amount' | 'aboveKept'>
  >
>

/** US cents of a typed amount such as `500` or `500.00`; `undefined` for anything else. */
export function centsOf(text: string): bigint | undefined {
  const match = /^(\d{1,10})(?:[.,](\d{1,2}))?$/.exec(text.trim())
  const [, whole, cents = ''] = match ?? []
  return whole === undefined ? undefined : BigInt(`${whole}${cents.padEnd(2, '0')}`)
}

/** Minutes after midnight of a typed time such as `21:30`; `undefined` for anything else. */
export function minuteOf(text: string): number | undefined {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim()) ?? []
  return hours === undefined || minutes === undefined ? undefined : Number(hours) * 60 + Number(minutes)
}

/** Everything that keeps the order from being asked for. */
export function ruleProblems({ name, kind, bankId, time, above, keep }: RuleDraft): RuleProblems {
  const kept = centsOf(keep)
  const limit = centsOf(above)
  const isSweep = kind !== 'arriving'
  return {
    ...(name.trim() === '' ? { name: 'name' as const } : {}),
    ...(bankId === '' ? { bank: 'bank' as const } : {}),
    ...(kind === 'daily' && minuteOf(time) === undefined ? { time: 'time' as const } : {}),
    ...(isSweep && kept === undefined ? { keep: 'amount' as const } : {}),
    ...(kind === 'above' && limit === undefined ? { above: 'amount' as const } : {}),
    ...(kind === 'above' && limit !== undefined && limit < (kept ?? 0n)
      ? { above: 'aboveKept' as const }
      : {}),
  }
}

/** The order that was typed; `undefined` while something is wrong. */
export function orderOf(draft: RuleDraft, timeZone: string): RuleOrder | undefined {
  if (Object.keys(ruleProblems(draft)).length > 0) return undefined
  const { kind, asset, bankId, network } = draft
  if (kind === 'arriving') return { kind: 'address', asset, bankId, network }
  const keepDollarsMinor = centsOf(draft.keep) ?? 0n
  const when =
    kind === 'daily'
      ? ({ kind: 'daily', minuteOfDay: minuteOf(draft.time) ?? 0, timeZone } as const)
      : ({ kind: 'above', dollarsMinor: centsOf(draft.above) ?? 0n } as const)
  return { kind: 'sweep', asset, bankId, when, keepDollarsMinor }
}

/** `21:30` for minutes after midnight. */
export function formatMinute(minuteOfDay: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`
}
