import { describe, expect, it } from 'vitest'
import type { DrillSight } from '../../../../shared/domain/drill/drill.ts'
import { isShown, type ShownCheckout } from '../../../../shared/domain/drill/is-shown.ts'

function checkout(
  reason: ShownCheckout['verdict']['reason'],
  exception: ShownCheckout['exception'],
): ShownCheckout {
  return { verdict: { reason }, exception }
}

const paid: DrillSight = { reasons: ['released', 'final'], exception: 'none' }
const silent: DrillSight = { reasons: ['sourceSilent'] }

const rows: readonly (readonly [DrillSight, ShownCheckout, boolean])[] = [
  [paid, checkout('released', 'none'), true],
  [paid, checkout('final', 'none'), true],
  [paid, checkout('released', 'duplicate'), false],
  [paid, checkout('waitingForRelease', 'none'), false],
  [silent, checkout('sourceSilent', 'none'), true],
  [silent, checkout('sourceSilent', 'underpaid'), true],
  [silent, checkout('waiting', 'none'), false],
]

describe('isShown', () => {
  it.each(rows)('compares %j with %j: %s', (sight, view, expected) => {
    expect(isShown(sight, view)).toBe(expected)
  })
})
