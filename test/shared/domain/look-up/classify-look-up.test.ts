import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  classifyLookUp,
  type LookedUpSale,
  type LookUpFacts,
} from '../../../../shared/domain/look-up/classify-look-up.ts'
import type { ChainWord, MadeTransfer, TransactionState } from '../../../../shared/domain/look-up/look-up.ts'
import type { Payment, PaymentStatus } from '../../../../shared/domain/payment/payment.ts'
import type { EvmAddress, Hash } from '../../../../shared/domain/tokens/token.ts'

const hashOf = (digit: string): Hash => `0x${digit.repeat(64)}`
const addressOf = (digit: string): EvmAddress => `0x${digit.repeat(40)}`
const [txHash, blockHash, otherHash] = [hashOf('a'), hashOf('b'), hashOf('c')]
const [ownAddress, otherAddress, strange] = [addressOf('1'), addressOf('2'), addressOf('9')]
const sender = { address: addressOf('8'), nonce: 7 }
const tokens = [
  { chain: 'fast', address: addressOf('d'), symbol: 'USDC', currency: 'USDC.fast', decimals: 6 },
  { chain: 'fast', address: addressOf('e'), symbol: 'USDG', currency: 'USDG.fast', decimals: 6 },
  { chain: 'slow', address: addressOf('d'), symbol: 'USDC', currency: 'USDC.slow', decimals: 6 },
]

function paymentOf(status: PaymentStatus, logIndex = 0, of: Partial<Payment> = {}): Payment {
  return {
    key: `fast:${of.txHash ?? txHash}:${logIndex}`,
    invoiceId: 'invoice',
    chain: 'fast',
    currency: 'USDC.fast',
    amountMinor: 5n,
    from: sender.address,
    to: ownAddress,
    txHash,
    logIndex,
    blockNumber: 10,
    blockHash,
    blockTimestamp: 1,
    detectedAt: 1,
    source: 'node.test',
    status,
    ...of,
  }
}

const saleOf = (saleId: string, payments: readonly Payment[] = []): LookedUpSale => ({
  saleId,
  saleNumber: saleId === 'own' ? 1 : 2,
  payments,
  offers: [{ chain: 'fast', currency: 'USDC.fast' }],
})

function word(chain: string, is: TransactionState): ChainWord {
  return { chain, at: 1, sources: is.state === 'silent' ? [] : ['node.test'], is }
}
const unknown: TransactionState = { state: 'unknown', isOvertaken: false }
const silent: TransactionState = { state: 'silent', problem: 'no answer' }

function transfer(of: Partial<MadeTransfer> = {}): MadeTransfer {
  return { token: addressOf('d'), logIndex: 0, from: sender.address, to: ownAddress, amountMinor: 5n, ...of }
}

type Mined = Extract<TransactionState, { state: 'mined' }>
function mined(of: Partial<Mined> = {}): Mined {
  return {
    state: 'mined',
    sender,
    blockNumber: 10,
    blockHash,
    blockTimestamp: 1,
    succeeded: true,
    transfers: [],
    authorizations: [],
    ...of,
  }
}

function facts(words: readonly ChainWord[], of: Partial<LookUpFacts> = {}): LookUpFacts {
  const sales = [saleOf('own'), saleOf('other')]
  return {
    txHash,
    saleId: 'own',
    words,
    tokens,
    lookAlikesOn: () => [],
    saleAt: (address) =>
      address === ownAddress ? sales[0] : address === otherAddress ? sales[1] : undefined,
    saleHolding: () => undefined,
    readUpTo: () => 20,
    ...of,
  }
}
const classify = (is: TransactionState, of: Partial<LookUpFacts> = {}, chain = 'fast') =>
  classifyLookUp(facts([word(chain, is), word(chain === 'fast' ? 'slow' : 'fast', unknown)], of))

describe('classifyLookUp', () => {
  it.each([
    ['detected', [paymentOf('detected')], 20, { state: 'held', status: 'detected' }],
    ['confirmed', [paymentOf('confirmed')], 20, { state: 'held', status: 'confirmed' }],
    ['settled', [paymentOf('settled')], 20, { state: 'held', status: 'settled' }],
    ['lost its block', [paymentOf('orphaned')], 20, { state: 'missed' }],
    [
      'recorded in another block',
      [paymentOf('detected', 0, { blockHash: otherHash })],
      20,
      { state: 'missed' },
    ],
    ['read past without it', [], 20, { state: 'missed' }],
    ['not read yet', [], 7, { state: 'unread', blocksLeft: 3 }],
    ['on a chain never read', [], undefined, { state: 'unread', blocksLeft: 1 }],
  ] as const)('says of a payment how the books have it: %s', (_, payments, readUpTo, recorded) => {
    const own = saleOf('own', payments)
    const is = mined({ transfers: [transfer()] })
    expect(classify(is, { saleAt: () => own, readUpTo: () => readUpTo })).toMatchObject({
      kind: 'paysSale',
      recorded,
    })
  })

  it('holds a payment of two transfers only as far as the least known of them', () => {
    const own = saleOf('own', [paymentOf('settled', 0), paymentOf('detected', 1)])
    const is = mined({ transfers: [transfer(), transfer({ logIndex: 1 })] })
    expect(classify(is, { saleAt: () => own })).toMatchObject({
      amounts: [{ currency: 'USDC.fast', amountMinor: 10n }],
      recorded: { state: 'held', status: 'detected' },
    })
    const half = saleOf('own', [paymentOf('settled', 0)])
    expect(classify(is, { saleAt: () => half })).toMatchObject({ recorded: { state: 'missed' } })
  })

  it.each([
    [
      'its own sale before another',
      [transfer({ to: otherAddress }), transfer({ logIndex: 1 })],
      { sale: { saleId: 'own', isOwn: true }, asked: 'yes' },
    ],
    ['another sale', [transfer({ to: otherAddress })], { sale: { saleId: 'other', isOwn: false } }],
    ['a token that was not asked for', [transfer({ token: addressOf('e') })], { asked: 'otherToken' }],
    [
      'two tokens, one of them asked for',
      [transfer(), transfer({ token: addressOf('e'), logIndex: 1 })],
      { asked: 'otherToken' },
    ],
  ] as const)('names money for %s', (_, transfers, expected) => {
    expect(classify(mined({ transfers }))).toMatchObject({ kind: 'paysSale', ...expected })
  })

  it('names money on a network that was not offered', () => {
    const found = classify(mined({ transfers: [transfer()] }), {}, 'slow')
    expect(found).toMatchObject({ kind: 'paysSale', chain: 'slow', asked: 'otherChain' })
  })

  it.each([
    [
      'a counterfeit',
      { transfers: [transfer({ token: strange, symbol: 'USDC' })] },
      { kind: 'worthless', what: 'counterfeit' },
    ],
    [
      'a stranger',
      { transfers: [transfer({ token: strange, symbol: 'SOME' })] },
      { kind: 'worthless', what: 'wrongToken', symbol: 'SOME' },
    ],
    [
      'a transfer of nothing',
      { transfers: [transfer({ amountMinor: 0n })] },
      { kind: 'worthless', what: 'zeroValue' },
    ],
    [
      'money beside a counterfeit',
      { transfers: [transfer({ token: strange, symbol: 'USDC' }), transfer({ logIndex: 1 })] },
      { kind: 'paysSale' },
    ],
    ['the coin of the network', { coin: { to: ownAddress, amountMinor: 1n } }, { kind: 'coin' }],
    [
      'money of somebody else',
      { transfers: [transfer({ to: strange })] },
      { kind: 'paysElsewhere', to: strange, more: 0 },
    ],
    [
      'coins of somebody else',
      { coin: { to: strange, amountMinor: 1n } },
      { kind: 'paysElsewhere', to: strange },
    ],
    ['no transfer at all', {}, { kind: 'nothingMoved' }],
    [
      'nothing to somebody else',
      { transfers: [transfer({ to: strange, amountMinor: 0n })] },
      { kind: 'nothingMoved' },
    ],
    ['a failure', { succeeded: false, transfers: [transfer()] }, { kind: 'failed' }],
  ] as const)('tells %s', (_, of, expected) => {
    expect(classify(mined(of))).toMatchObject(expected)
  })

  const tried = { authorizer: sender.address, nonce: hashOf('f') }
  const used = { ...tried, usedBy: { txHash: otherHash, blockNumber: 9 } }
  it.each([
    [
      'used by another',
      true,
      used,
      { kind: 'authorizationUsed', usedBy: otherHash, usedForSale: { isOwn: true } },
    ],
    ['used by nobody that was found', true, tried, { kind: 'authorizationUsed' }],
    ['used by another, and refused', false, used, { kind: 'failed', usedBy: otherHash }],
  ] as const)('names an authorization that was %s', (_, succeeded, authorization, expected) => {
    const saleHolding = (_chain: string, hash: Hash) => (hash === otherHash ? saleOf('own') : undefined)
    const is = mined({ succeeded, authorizations: [authorization] })
    expect(classify(is, { saleHolding })).toMatchObject(expected)
  })

  it('never names a sale for what nobody was found to have used', () => {
    expect(classify(mined({ authorizations: [tried] }))).not.toHaveProperty('usedBy')
  })

  it.each([
    ['waits', { state: 'pending', sender, isOvertaken: false }, { kind: 'pending', chain: 'fast' }],
    ['was overtaken while it waited', { state: 'pending', sender, isOvertaken: true }, { kind: 'replaced' }],
    ['was overtaken and forgotten', { state: 'unknown', sender, isOvertaken: true }, { kind: 'replaced' }],
    ['is disputed', { state: 'disputed' }, { kind: 'disputed' }],
    ['is known nowhere', unknown, { kind: 'notFound' }],
  ] as const)('tells of a transaction that %s', (_, is, expected) => {
    expect(classify(is)).toMatchObject(expected)
  })

  it('tells that a network took a payment back', () => {
    const saleHolding = (chain: string) => (chain === 'fast' ? saleOf('own') : undefined)
    expect(classify(unknown, { saleHolding })).toMatchObject({ kind: 'takenBack', chain: 'fast' })
  })

  it('names what took its place, and the sale that this pays', () => {
    const overtaken = {
      ...word('fast', { state: 'unknown', sender, isOvertaken: true }),
      replacedBy: otherHash,
    }
    const saleHolding = () => saleOf('other')
    expect(classifyLookUp(facts([overtaken], { saleHolding }))).toMatchObject({
      kind: 'replaced',
      by: otherHash,
      bySale: { saleId: 'other', isOwn: false },
    })
  })

  it('cannot tell while a network is silent, and names it', () => {
    expect(classifyLookUp(facts([word('fast', unknown), word('slow', silent)]))).toEqual({
      kind: 'cannotTell',
      silent: ['slow'],
    })
    expect(classifyLookUp(facts([]))).toEqual({ kind: 'cannotTell', silent: [] })
  })

  const states = fc.constantFrom<TransactionState>(
    unknown,
    silent,
    { state: 'disputed' },
    { state: 'pending', sender, isOvertaken: false },
    { state: 'unknown', sender, isOvertaken: true },
    mined(),
    mined({ succeeded: false }),
    mined({ transfers: [transfer()] }),
    mined({ transfers: [transfer({ to: strange })] }),
  )
  it('says not found only when everybody has answered, and failed only of what a block holds', () => {
    fc.assert(
      fc.property(fc.array(states, { maxLength: 6 }), (all) => {
        const found = classifyLookUp(facts(all.map((is, index) => word(`chain-${index}`, is))))
        const holds = (state: TransactionState['state']): boolean => all.some((is) => is.state === state)
        if (found.kind === 'notFound') expect(all.every((is) => is.state === 'unknown')).toBe(true)
        if (holds('silent') && !holds('mined')) expect(found.kind).not.toBe('notFound')
        if (found.kind === 'failed')
          expect(all.some((is) => is.state === 'mined' && !is.succeeded)).toBe(true)
        if (found.kind === 'pending') expect(holds('mined')).toBe(false)
      }),
    )
  })
})
