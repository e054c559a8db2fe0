import { describe, expect, it } from 'vitest'
import { mayApprove, usualRefundPolicy } from '../../../../shared/domain/refund/approval.ts'

describe('mayApprove', () => {
  it.each([
    ['cashier', 0n, false],
    ['cashier', 1n, false],
    ['manager', 0n, true],
    ['manager', 50_000n, true],
    ['manager', 50_001n, false],
    ['owner', 10_000_000n, true],
  ] as const)('says of a %s and a refund worth %s: %s', (role, valueMinor, isAllowed) => {
    expect(mayApprove(usualRefundPolicy, role, valueMinor)).toBe(isAllowed)
  })
})
