import type { CheckView } from './payout-types.ts'

/** What a comparison came to, in one word, and how serious that is. */
export function checkState(check: CheckView | undefined): Readonly<{
  state: 'never' | 'problem' | 'differs' | 'agrees'
  kind: 'info' | 'warning' | 'problem' | 'good'
}> {
  if (check === undefined) return { state: 'never', kind: 'info' }
  if (check.problem !== undefined) return { state: 'problem', kind: 'warning' }
  return check.assets.some(({ state }) => state === 'differs')
    ? { state: 'differs', kind: 'problem' }
    : { state: 'agrees', kind: 'good' }
}
