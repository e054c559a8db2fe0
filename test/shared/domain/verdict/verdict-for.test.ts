import { describe, expect, it } from 'vitest'
import type { AssessmentFacts } from '../../../../shared/domain/verdict/assessment-facts.ts'
import { standingOf } from '../../../../shared/domain/verdict/standing.ts'
import { verdictFor } from '../../../../shared/domain/verdict/verdict-for.ts'
import type { Verdict } from '../../../../shared/domain/verdict/verdict.ts'
import { addressOf, factsOf, hashOf, openedAt, paymentOf, sightOf, usdcFast, usdpSlow } from './scene.ts'

function verdictOf(facts: AssessmentFacts): Verdict {
  const { status, exception } = facts.invoice
  return verdictFor({ status, exception, standing: standingOf(facts), facts })
}

describe('verdictFor: evidence', () => {
  it('names payer, amount, token, block and who said so', () => {
    const [line] = verdictOf(factsOf({ payments: [paymentOf({ offer: usdpSlow })] })).evidence
    expect(line).toEqual({
      source: 'node.test',
      chain: 'slow',
      at: openedAt + 10_000,
      block: { number: 10, hash: hashOf(1_010) },
      says: {
        kind: 'transfer',
        txHash: hashOf(1),
        logIndex: 0,
        from: addressOf(99),
        currency: 'USDP.slow',
        amountMinor: usdpSlow.amountMinor,
        decimals: 18,
      },
    })
  })

  it('says of a chain that was read and holds nothing how far it was read', () => {
    const { evidence } = verdictOf(factsOf())
    expect(evidence).toEqual(
      ['fast', 'slow'].map((chain) => ({
        source: 'node.test',
        chain,
        at: openedAt + 10_000,
        block: { number: 10, hash: hashOf(1_010) },
        says: { kind: 'nothing' },
      })),
    )
  })

  it('does not say that a chain holds nothing beside the payment that it holds', () => {
    const { evidence } = verdictOf(factsOf({ payments: [paymentOf()] }))
    expect(evidence.map((line) => `${line.chain} ${line.says.kind}`)).toEqual([
      'fast transfer',
      'slow nothing',
    ])
  })

  it('says of a removed payment that it was removed, and that its chain holds nothing now', () => {
    const { evidence } = verdictOf(factsOf({ payments: [paymentOf({}, { status: 'orphaned' })] }))
    expect(evidence.map((line) => `${line.chain} ${line.says.kind}`)).toEqual([
      'fast transferLost',
      'fast nothing',
      'slow nothing',
    ])
  })

  it('says why a chain is silent, and how many blocks one is behind', () => {
    const sights = [
      sightOf({ block: 10 }, { state: 'silent', problem: 'ECONNREFUSED' }),
      sightOf({ chain: 'slow', block: 10 }, { state: 'catchingUp', headNumber: 250 }),
    ]
    const { evidence } = verdictOf(factsOf({ sights, payments: [paymentOf()] }))
    expect(evidence.map((line) => line.says)).toEqual([
      expect.objectContaining({ kind: 'transfer' }),
      { kind: 'silent', problem: 'ECONNREFUSED' },
      { kind: 'catchingUp', behindBlocks: 240 },
    ])
  })

  it('has a problem to name even where nobody gave one, and no block where none was read', () => {
    const sights = [{ chain: 'fast', state: 'silent' as const, source: 'node.test', at: openedAt }]
    const [line] = verdictOf(factsOf({ sights })).evidence
    expect(line).toEqual({
      source: 'node.test',
      chain: 'fast',
      at: openedAt,
      says: { kind: 'silent', problem: 'no answer' },
    })
  })

  it('never counts a chain as behind less than nothing, nor from an unknown head', () => {
    const sights = [
      sightOf({ block: 10 }, { state: 'catchingUp', headNumber: 5 }),
      { chain: 'slow', state: 'catchingUp' as const, source: 'node.test', at: openedAt },
    ]
    const { evidence } = verdictOf(factsOf({ sights }))
    expect(evidence.map((line) => line.says)).toEqual([
      { kind: 'catchingUp', behindBlocks: 0 },
      { kind: 'catchingUp', behindBlocks: 0 },
    ])
  })

  it('keeps the real payment among a thousand crumbs that somebody sent to the address', () => {
    const crumbs = Array.from({ length: 1_000 }, (_, index) =>
      paymentOf({ id: 2 + index, amountMinor: 1n, block: 9 }),
    )
    const gone = crumbs.map((payment, index) => ({
      ...payment,
      key: `gone ${index}`,
      txHash: hashOf(5_000 + index),
      status: 'orphaned' as const,
    }))
    const { evidence } = verdictOf(
      factsOf({ payments: [...crumbs, ...gone, paymentOf({ id: 1, offer: usdpSlow })] }),
    )
    const kinds = evidence.map((line) => line.says.kind)
    expect(kinds.filter((kind) => kind === 'transfer')).toHaveLength(40)
    expect(kinds.filter((kind) => kind === 'transferLost')).toHaveLength(40)
    expect(evidence.some(({ says }) => says.kind === 'transfer' && says.txHash === hashOf(1))).toBe(true)
  })

  it('measures crumbs by what they are worth and not by their number of digits', () => {
    const crumbs = Array.from({ length: 60 }, (_, index) =>
      paymentOf({ id: 2 + index, offer: usdpSlow, amountMinor: usdcFast.amountMinor * 1_000n }),
    )
    const { evidence } = verdictOf(factsOf({ payments: [...crumbs, paymentOf({ id: 1 })] }))
    expect(evidence.some(({ says }) => says.kind === 'transfer' && says.txHash === hashOf(1))).toBe(true)
  })
})

describe('verdictFor: seconds to release', () => {
  const detected = { ...factsOf().invoice, status: 'detected' as const }

  it('counts the longest wait among the payments', () => {
    const payments = [paymentOf({ id: 1 }), paymentOf({ id: 2, offer: usdpSlow })]
    const { reason, secondsToRelease } = verdictOf(factsOf({ invoice: detected, payments }))
    expect(reason).toBe('waitingForRelease')
    expect(secondsToRelease).toBe(24)
  })

  it('is not there when nothing is being waited for', () => {
    expect(verdictOf(factsOf())).not.toHaveProperty('secondsToRelease')
    const underpaid = factsOf({ invoice: detected, payments: [paymentOf({ amountMinor: 1n })] })
    expect(verdictOf(underpaid)).not.toHaveProperty('secondsToRelease')
  })
})
