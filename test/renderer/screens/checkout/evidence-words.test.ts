import { describe, expect, it } from 'vitest'
import { evidenceLines, formatCount } from '../../../../renderer/src/screens/checkout/evidence-words.ts'

const block = { number: 1_234_567, hash: `0x${'ab'.repeat(32)}` } as const
const base = { source: 'node.example', chain: 'fast', at: 1_000, block }
const nameOf = (): string => 'Practice Fast'
const transfer = {
  txHash: `0x${'cd'.repeat(32)}`,
  logIndex: 0,
  from: '0xE77162b7D2CEb3625a4993Bab557403a7B706F18',
  currency: 'USDC.fast',
  amountMinor: 18_400_000n,
  decimals: 6,
} as const

describe('evidenceLines', () => {
  it('says who saw what, at which block', () => {
    const [line] = evidenceLines([{ ...base, says: { kind: 'transfer', ...transfer } }], nameOf)
    expect(line).toMatchObject({
      tone: 'good',
      says: { key: 'checkout.evidence.transfer', values: { amount: '18.40 USDC', from: '0xE771…6F18' } },
      source: 'node.example',
      network: 'Practice Fast',
      block: '1234567',
      txHash: transfer.txHash,
    })
  })

  it.each([
    [{ kind: 'transferLost', ...transfer } as const, 'bad', 'checkout.evidence.transferLost'],
    [{ kind: 'nothing' } as const, 'plain', 'checkout.evidence.nothing'],
    [{ kind: 'catchingUp', behindBlocks: 7 } as const, 'unknown', 'checkout.evidence.catchingUp'],
    [{ kind: 'silent', problem: 'timeout' } as const, 'unknown', 'checkout.evidence.silent'],
  ])('has words for $0.kind', (says, tone, key) => {
    const [line] = evidenceLines([{ ...base, says }], nameOf)
    expect(line).toMatchObject({ tone, says: { key } })
  })

  it('shows an amount of an unknown currency as it came', () => {
    const [line] = evidenceLines(
      [{ ...base, says: { kind: 'transfer', ...transfer, currency: 'odd one' } }],
      nameOf,
    )
    expect(line?.says.values).toMatchObject({ amount: '18400000 odd one' })
  })

  it('names no block where the source named none', () => {
    const [line] = evidenceLines(
      [{ source: 'node.example', chain: 'fast', at: 1, says: { kind: 'nothing' } }],
      nameOf,
    )
    expect(line).not.toHaveProperty('block')
  })
})

describe('formatCount', () => {
  it('groups thousands', () => {
    expect([0, 999, 1_000, 12_345_678].map(formatCount)).toEqual(['0', '999', '1,000', '12,345,678'])
  })
})
