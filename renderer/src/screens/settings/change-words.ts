import type { Words } from '../checkout/verdict-words.ts'

const sections = [
  'backend',
  'settlement',
  'chains',
  'releaseRules',
  'exposureCaps',
  'tolerances',
  'rates',
  'refunds',
  'payouts',
] as const
const payoutEvents = {
  'bank.added': 'bankAdded',
  'bank.approved': 'bankApproved',
  'bank.changedOutside': 'bankChangedOutside',
  'rule.added': 'ruleAdded',
  'rule.approved': 'ruleApproved',
} as const
const staffEvents = ['added', 'changed', 'pinChanged', 'lockedOut'] as const

/** The sentence for a sensitive change as the terminal names it: `settings.backend`, `staff.added:Ana`. */
export function changeWords(what: string): Words {
  const [name = '', person = ''] = what.split(/:(.*)/s)
  const section = sections.find((each) => name === `settings.${each}`)
  if (section) return { key: `settings.changes.what.${section}`, values: {} }
  const event = staffEvents.find((each) => name === `staff.${each}`)
  if (event) return { key: `settings.changes.what.${event}`, values: { name: person } }
  const payout = Object.entries(payoutEvents).find(([each]) => each === name)?.[1]
  if (payout) return { key: `settings.changes.what.${payout}`, values: { name: person } }
  return { key: 'settings.changes.what.other', values: { what } }
}
