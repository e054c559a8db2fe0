import type { SettingsView } from '../../stores/settings.ts'
import { parsePercent, percentText } from './percent.ts'
import { checked, type Checked, type ProblemKey } from './problem-key.ts'

type Checkout = SettingsView['checkout']

/** Checkout settings as they are typed: minutes and percentages as text. */
export type CheckoutDraft = Readonly<{
  invoiceMinutes: string
  extendMinutes: string
  idleMinutes: string
  tips: string
  sound: boolean
}>

/** Seconds as minutes with at most two decimals: `10`, `1.5`. */
export function minutesText(seconds: number): string {
  return String(Math.round((seconds / 60) * 100) / 100)
}

/** Minutes as typed (`10`, `1.5`) in whole seconds, `undefined` outside the range. */
export function parseMinutes(text: string, minSeconds: number, maxSeconds: number): number | undefined {
  const match = /^(\d{1,4})(?:[.,](\d{1,2}))?$/.exec(text.trim())
  if (!match) return undefined
  const seconds = Math.round(Number(`${match[1]}.${match[2] ?? '0'}`) * 60)
  return seconds >= minSeconds && seconds <= maxSeconds ? seconds : undefined
}

/** Tips as typed with commas between; `undefined` when one is no percentage or there are more than six. */
export function parseTips(text: string): readonly number[] | undefined {
  const parts = text
    .split(/[,;\s]+/)
    .map((part) => part.replace('%', ''))
    .filter((part) => part !== '')
  const tips = parts.map(parsePercent)
  if (tips.length > 6) return undefined
  return tips.every((bps) => bps !== undefined) ? tips : undefined
}

/** The draft of what is saved. */
export function toCheckoutDraft(checkout: Checkout): CheckoutDraft {
  return {
    invoiceMinutes: minutesText(checkout.invoiceSeconds),
    extendMinutes: minutesText(checkout.extendSeconds),
    idleMinutes: minutesText(checkout.idleLockSeconds),
    tips: checkout.tipBps.map(percentText).join(', '),
    sound: checkout.sound,
  }
}

/** Checks every field; the ranges are those of the contract. */
export function checkCheckoutDraft(draft: CheckoutDraft): Checked<Checkout> {
  const invoiceSeconds = parseMinutes(draft.invoiceMinutes, 30, 86_400)
  const extendSeconds = parseMinutes(draft.extendMinutes, 30, 3_600)
  const idleLockSeconds = parseMinutes(draft.idleMinutes, 30, 86_400)
  const tipBps = parseTips(draft.tips)
  const problems: Record<string, ProblemKey> = {}
  if (invoiceSeconds === undefined) problems['invoiceMinutes'] = 'settings.problem.minutes'
  if (extendSeconds === undefined) problems['extendMinutes'] = 'settings.problem.minutes'
  if (idleLockSeconds === undefined) problems['idleMinutes'] = 'settings.problem.minutes'
  if (tipBps === undefined) problems['tips'] = 'settings.problem.tips'
  return checked(
    {
      invoiceSeconds: invoiceSeconds ?? 0,
      extendSeconds: extendSeconds ?? 0,
      idleLockSeconds: idleLockSeconds ?? 0,
      tipBps: tipBps ?? [],
      sound: draft.sound,
    },
    problems,
  )
}
