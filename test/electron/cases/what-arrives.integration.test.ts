import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  concatHex,
  encodeFunctionData,
  getContractAddress,
  maxUint256,
  numberToHex,
  padHex,
  type Hex,
} from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { cancelSale } from '../../../electron/checkout/change-sale.ts'
import { openSale } from '../../../electron/checkout/open-sale.ts'
import type { Till } from '../../../electron/checkout/till.ts'
import type { PaymentWatch } from '../../../electron/checkout/watch-payments.ts'
import type { Case } from '../../../shared/domain/cases/case.ts'
import type { Invoice } from '../../../shared/domain/invoice/invoice.ts'
import { isLive } from '../../../shared/domain/payment/payment-lifecycle.ts'
import type { Payment } from '../../../shared/domain/payment/payment.ts'
import type { Settings } from '../../../shared/domain/settings/settings.ts'
import { tokenCurrency, type Token } from '../../../shared/domain/tokens/token.ts'
import { followChains } from '../../fixtures/follow-chains.ts'
import { startLocalChain, type LocalChain } from '../../fixtures/local-chain.ts'
import { basketOf, openTestTill, testSettings, type TestTill } from '../../fixtures/test-till.ts'
import { localChain } from '../../fixtures/watched-chain.ts'
import {
  fields,
  makeHolder,
  send,
  signAuthorization,
  stageOn,
  type Stage,
  type StagedToken,
} from '../practice/chain/token-stage.ts'

const due = 10_000_000n
const policy = {
  auditMs: 300,
  secondLookMs: 1_000,
  backoffFirstMs: 50,
  backoffMaxMs: 200,
  headTimeoutMs: 1_000,
}

function listed(
  staged: StagedToken,
  symbol: string,
  chain: string,
  enabled: boolean,
): Token & { enabled: boolean } {
  const currency = tokenCurrency(symbol, chain)
  const chainId = chain === 'local' ? localChain.chainId : otherId
  const { address } = staged
  return { currency, symbol, name: symbol, chain, chainId, address, decimals: 6, peg: 'USD', enabled }
}
const otherId = 31_338

/** Code that makes transfers while it is created, and leaves no contract behind: each payment comes of a contract. */
function payingCode(token: StagedToken, pays: readonly (readonly [to: Hex, amountMinor: bigint])[]): Hex {
  const calls = pays.map((args) => encodeFunctionData({ ...token, functionName: 'transfer', args }))
  const stepBytes = 42
  const dataAt = pays.length * stepBytes + 1
  const steps = calls.map((call, index): Hex => {
    const size = (call.length - 2) / 2
    const at = numberToHex(dataAt + index * size, { size: 2 })
    const length = numberToHex(size, { size: 1 })
    // CODECOPY of the call's data to memory, then CALL of the token without value; what it answers is dropped.
    return concatHex([
      '0x60',
      length,
      '0x61',
      at,
      '0x600039',
      '0x6000600060',
      length,
      '0x6000600073',
      token.address,
      '0x5af150',
    ])
  })
  return concatHex([...steps, '0x00', ...calls])
}

describe('everything that can arrive, on a real chain', () => {
  let folder: string
  let shop: TestTill
  let till: Till
  let settings: Settings
  let chain: LocalChain
  let other: LocalChain
  let stage: Stage
  let otherStage: Stage
  let usdc: StagedToken
  let pyusd: StagedToken
  let usdg: StagedToken
  let usdcElsewhere: StagedToken
  let counterfeit: StagedToken
  let stranger: StagedToken
  let payer: PrivateKeyAccount
  let watch: PaymentWatch
  let aheadMs = 0
  let opened = 0

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'stablepoint-arrives-'))
    shop = openTestTill(folder, { startMs: Date.now() })
    chain = await startLocalChain({ chainId: localChain.chainId })
    other = await startLocalChain({ chainId: otherId })
    stage = await stageOn(chain)
    otherStage = await stageOn(other)
    usdc = await stage.deploy('PracticeUsdc', [])
    pyusd = await stage.deploy('PracticePaxosToken', ['PayPal USD', 'PYUSD', 6])
    usdg = await stage.deploy('PracticePaxosToken', ['Global Dollar', 'USDG', 6])
    counterfeit = await stage.deploy('PracticeCounterfeit', [])
    stranger = await stage.deploy('PracticePaxosToken', ['Some Coin', 'SOME', 6])
    usdcElsewhere = await otherStage.deploy('PracticeUsdc', [])
    payer = await makeHolder(stage, usdc)
    for (const token of [pyusd, usdg, counterfeit, stranger])
      await send(stage, token, stage.issuer, 'mint', [payer.address, 1_000_000_000n])
    settings = {
      ...testSettings,
      chains: {
        chains: [
          { ...localChain, endpoints: [chain.url], enabled: true },
          { ...localChain, key: 'other', chainId: otherId, endpoints: [other.url], enabled: true },
        ],
        tokens: [
          listed(usdc, 'USDC', 'local', true),
          listed(pyusd, 'PYUSD', 'local', true),
          listed(usdg, 'USDG', 'local', false),
          listed(usdcElsewhere, 'USDC', 'other', false),
        ],
      },
      releaseRules: [{ chain: 'local', require: { kind: 'depth', blocks: 2 }, minSeconds: 0 }],
    }
    const clock = { now: () => Date.now() + aheadMs }
    const followed = followChains(shop, { settings: () => settings, policy, clock })
    const { sights } = followed
    till = followed.till
    watch = followed.watch
    await watch.sync()
    await until(() => {
      expect(sights.get('local')?.state).toBe('live')
      expect(sights.get('other')?.state).toBe('live')
    })
  })
  afterAll(async () => {
    await watch.stop()
    shop.ledger.close()
    rmSync(folder, { recursive: true, force: true })
    await Promise.all([chain.stop(), other.stop()])
  })
  afterEach(() => {
    expect(shop.ledger.verify()).toMatchObject({ ok: true })
  })

  const until = async (check: () => void): Promise<void> => {
    await vi.waitFor(check, { timeout: 15_000, interval: 20 })
  }
  const open = (): Invoice => {
    const opening = openSale(till, {
      key: `sale ${(opened += 1)}`,
      basket: basketOf(1_000n),
      staff: { id: 'cashier', name: 'Cashier' },
    })
    if (!opening.ok) throw new Error(opening.code)
    return invoice(opening.saleId)
  }
  const invoice = (saleId: string): Invoice => {
    const facts = shop.ledger.findSale(saleId)
    if (!facts) throw new Error('No such sale')
    return facts.invoice
  }
  const live = ({ saleId }: Invoice): readonly Payment[] =>
    (shop.ledger.findSale(saleId)?.payments ?? []).filter(({ status }) => isLive(status))
  const cases = ({ saleId }: Invoice): readonly Case[] => shop.ledger.casesOf(saleId)
  const kinds = (of: Invoice): readonly string[] => cases(of).map(({ kind }) => kind)
  const kindsOfArrivals = ({ saleId }: Invoice): readonly string[] =>
    shop.ledger.arrivalsOf(saleId).map(({ kind }) => kind)
  const pay = async (token: StagedToken, { address }: Invoice, minor: bigint): Promise<void> => {
    await send(stage, token, payer, 'transfer', [address, minor])
  }
  /** Everything mined so far was read and applied. */
  const read = async (): Promise<void> => {
    const [head, otherHead] = [await chain.head(), await other.head()]
    await until(() => {
      expect(shop.ledger.chainCursor('local')?.hash).toBe(head.hash)
      expect(shop.ledger.chainCursor('other')?.hash).toBe(otherHead.hash)
    })
  }
  const stands = async (of: Invoice, status: Invoice['status'], exception: Invoice['exception']) => {
    await chain.mine(3)
    await until(() => expect(invoice(of.saleId)).toMatchObject({ status, exception }))
  }
  /** The time of an invoice is up, on every chain. */
  const timeIsUp = async ({ saleId }: Invoice): Promise<void> => {
    const seconds = Math.ceil((invoice(saleId).expiresAt - till.clock.now()) / 1000) + 5
    aheadMs += seconds * 1000
    for (const each of [chain, other]) {
      await each.rpc('evm_increaseTime', [seconds])
      await each.mine(2)
    }
    await read()
  }

  it('is paid by the exact amount, and needs nobody', async () => {
    const sale = open()
    await pay(usdc, sale, due)
    await stands(sale, 'confirmed', 'none')
    expect(kinds(sale)).toEqual([])
  })

  it('is paid by two tokens together', async () => {
    const sale = open()
    await pay(usdc, sale, 4_000_000n)
    await stands(sale, 'detected', 'underpaid')
    await pay(pyusd, sale, 6_000_000n)
    await stands(sale, 'confirmed', 'none')
    expect(kinds(sale)).toEqual([])
  })

  it('owns what was paid over, and what was paid twice', async () => {
    const [over, twice] = [open(), open()]
    await pay(usdc, over, due + 1_000_000n)
    await pay(usdc, twice, due)
    await pay(usdc, twice, due)
    await stands(over, 'confirmed', 'overpaid')
    await stands(twice, 'confirmed', 'duplicate')
    expect([kinds(over), kinds(twice)]).toEqual([['overpaid'], ['duplicate']])
    expect(cases(twice)[0]?.things).toHaveLength(2)
  })

  it('owns what is short when the time is up, and what comes too late', async () => {
    const [short, late] = [open(), open()]
    await pay(usdc, short, 4_000_000n)
    await timeIsUp(late)
    await stands(short, 'expired', 'underpaid')
    await stands(late, 'expired', 'none')
    expect([kinds(short), kinds(late)]).toEqual([['underpaid'], []])
    await pay(usdc, late, due)
    await stands(late, 'confirmed', 'paidLate')
    expect(kinds(late)).toEqual(['paidLate'])
  })

  it('owns money on a cancelled sale', async () => {
    const sale = open()
    cancelSale(till, { saleId: sale.saleId, reason: 'left', actor: 'cashier' })
    await pay(usdc, sale, due)
    await stands(sale, 'void', 'paidLate')
    expect(kinds(sale)).toEqual(['paidLate'])
  })

  it('owns a token that was not asked for, and the one that was on another network', async () => {
    const sale = open()
    await pay(usdg, sale, due)
    await send(otherStage, usdcElsewhere, otherStage.issuer, 'mint', [sale.address, due])
    await until(() => expect(kinds(sale).toSorted()).toEqual(['wrongChain', 'wrongToken']))
    expect(live(sale)).toHaveLength(2)
    expect(invoice(sale.saleId)).toMatchObject({ status: 'open', exception: 'wrongChain' })
  })

  it('names a counterfeit and a coin of somebody else, credits neither, and takes the money that follows', async () => {
    const sale = open()
    const before = shop.ledger.balances()
    await pay(counterfeit, sale, due)
    await pay(stranger, sale, due)
    await until(() => expect(kinds(sale).toSorted()).toEqual(['counterfeit', 'wrongToken']))
    expect(shop.ledger.arrivalsOf(sale.saleId)).toMatchObject([
      { kind: 'counterfeit', symbol: 'USDC', decimals: 6 },
      { kind: 'wrongToken', symbol: 'SOME' },
    ])
    expect(shop.ledger.balances()).toEqual(before)
    await pay(usdc, sale, due)
    await stands(sale, 'confirmed', 'none')
  })

  it('keeps transfers of nothing and crumbs in the history, and bothers nobody', async () => {
    const sale = open()
    await pay(usdc, sale, 0n)
    await pay(counterfeit, sale, 0n)
    await pay(usdc, sale, 9_999n)
    await until(() => expect(kindsOfArrivals(sale)).toEqual(['zeroValue', 'zeroValue']))
    await read()
    expect(live(sale)).toMatchObject([{ amountMinor: 9_999n }])
    await timeIsUp(sale)
    await stands(sale, 'expired', 'none')
    expect(kinds(sale)).toEqual([])
  })

  it('credits every transfer that a contract makes in one transaction', async () => {
    const [first, second] = [open(), open()]
    const nonce = await stage.reader.getTransactionCount({ address: payer.address })
    const payingContract = getContractAddress({ from: payer.address, nonce: BigInt(nonce) + 1n })
    await send(stage, usdc, payer, 'transfer', [payingContract, 2n * due])
    const data = payingCode(usdc, [
      [first.address, due],
      [second.address, due],
    ])
    // An estimate finds the least gas that ends without an error, and a refused call inside is none.
    const hash = await stage.writer.sendTransaction({ account: payer, data, gas: 1_000_000n })
    await stands(first, 'confirmed', 'none')
    await stands(second, 'confirmed', 'none')
    const [one, two] = [live(first)[0], live(second)[0]]
    expect([one?.txHash, two?.txHash]).toEqual([hash, hash])
    expect(one?.logIndex).not.toBe(two?.logIndex)
    expect(one?.from).toBe(payingContract)
  })

  it('credits an authorization once, and nothing for the second call that succeeds without a transfer', async () => {
    const sale = open()
    const domain = {
      name: 'PayPal USD',
      version: '1',
      chainId: stage.chainId,
      verifyingContract: pyusd.address,
    }
    const authorization = {
      from: payer.address,
      to: sale.address,
      value: due,
      validAfter: 0n,
      validBefore: maxUint256,
      nonce: padHex('0x1', { size: 32 }),
    }
    const signature = await signAuthorization(payer, domain, 'TransferWithAuthorization', authorization)
    const args = [...fields(authorization), signature]
    await send(stage, pyusd, stage.issuer, 'transferWithAuthorization', args)
    await stands(sale, 'confirmed', 'none')
    const again = await send(stage, pyusd, stage.issuer, 'transferWithAuthorization', args)
    expect(again).toMatchObject({ status: 'success', events: [{ eventName: 'AuthorizationAlreadyUsed' }] })
    await stands(sale, 'confirmed', 'none')
    await read()
    expect(live(sale)).toHaveLength(1)
    expect([kinds(sale), kindsOfArrivals(sale)]).toEqual([[], []])
  })

  it('credits only the transaction that a faster one of the same sender left on the chain', async () => {
    const sale = open()
    const nonce = await stage.reader.getTransactionCount({ address: payer.address })
    const data = encodeFunctionData({ ...usdc, functionName: 'transfer', args: [sale.address, due] })
    const request = { account: payer, to: usdc.address, data, nonce, gas: 200_000n } as const
    const slow = await stage.writer.sendTransaction(request)
    await until(() => expect(live(sale)).toMatchObject([{ txHash: slow }]))
    await stage.cheats.setAutomine(false)
    await chain.rollBack(1)
    await chain.rpc('anvil_dropAllTransactions')
    const fast = await stage.writer.sendTransaction({ ...request, maxFeePerGas: 9_000_000_000n })
    expect(fast).not.toBe(slow)
    await chain.mine(3)
    await stage.cheats.setAutomine(true)
    await until(() => expect(live(sale)).toMatchObject([{ txHash: fast }]))
    await stands(sale, 'confirmed', 'none')
    expect(live(sale)).toHaveLength(1)
    expect(cases(sale).filter(({ status }) => status === 'open')).toEqual([])
  })

  it('owns money that an issuer took from the address it was paid to', async () => {
    const sale = open()
    await pay(pyusd, sale, due)
    await stands(sale, 'confirmed', 'none')
    await send(stage, pyusd, stage.issuer, 'freeze', [sale.address])
    await send(stage, pyusd, stage.issuer, 'wipeFrozenAddress', [sale.address])
    // The audit reads what is final.
    await chain.mine(100)
    await until(() => expect(cases(sale)).toMatchObject([{ kind: 'wiped', status: 'open' }]))
    expect(cases(sale)[0]?.things).toEqual(live(sale).map(({ key }) => key))
  })
})
