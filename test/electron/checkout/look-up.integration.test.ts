import {
  concatHex,
  encodeFunctionData,
  keccak256,
  maxUint256,
  numberToHex,
  stringToHex,
  type Hex,
} from 'viem'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { Invoice } from '../../../shared/domain/invoice/invoice.ts'
import { altered, drop, only, stall } from '../../fixtures/fault-proxy.ts'
import { fields, receiptOf, signAuthorization, type StagedToken } from '../practice/chain/token-stage.ts'
import { due, openLookUpShop } from './look-up-shop.ts'

const nobody = '0x8ba1f109551bD432803012645Ac136ddd64DBA72'

/** Code that makes one call while it is created, whatever that answers: a relayer that does not look. */
function carelessCode(token: StagedToken, call: Hex): Hex {
  const length = numberToHex((call.length - 2) / 2, { size: 2 })
  // CODECOPY of the call's data to memory, then CALL of the token without value; what it answers is dropped.
  const steps = concatHex([
    '0x61',
    length,
    '0x61002d600039',
    '0x6000600061',
    length,
    '0x6000600073',
    token.address,
    '0x5af15000',
  ])
  return concatHex([steps, call])
}

describe('looking one transaction up, on a real chain', async () => {
  const opened = await openLookUpShop()
  const { shop, chain, proxies, otherProxy, stage, otherStage, payer, watch } = opened
  const { until, open, payments, live, told, call, read, ask, finding, openDesk } = opened
  const { usdc, pyusd, usdg, usdcElsewhere, counterfeit, stranger } = opened.tokens

  afterEach(async () => {
    await opened.calmDown()
    expect(shop.ledger.verify()).toMatchObject({ ok: true })
  })
  afterAll(opened.close)

  it('finds money to the sale, says that the books hold it, and keeps that somebody asked', async () => {
    const sale = open()
    const hash = await call(usdc, 'transfer', [sale.address, due])
    await until(() => expect(live(sale)).toHaveLength(1))
    const before = shop.ledger.balances()
    const { finding: found, words } = await ask(
      `https://scan.test/tx/${hash.toUpperCase().replace('0X', '0x')}#logs`,
      sale,
    )
    expect(found).toMatchObject({
      kind: 'paysSale',
      chain: 'local',
      sale: { saleId: sale.saleId, isOwn: true },
      amounts: [{ symbol: 'USDC', amountMinor: due }],
      asked: 'yes',
      recorded: { state: 'held', status: 'detected' },
    })
    expect(words.map((word) => [word.chain, word.is.state, word.sources.length])).toEqual([
      ['local', 'mined', 2],
      ['other', 'unknown', 1],
    ])
    await finding(hash, sale)
    expect(told(sale, 'sale.lookedUp')).toMatchObject([
      { actor: 'cashier', body: { txHash: hash, finding: 'paysSale', chain: 'local' } },
    ])
    expect(shop.ledger.balances()).toEqual(before)
  })

  it('costs an endpoint few calls', async () => {
    const sale = open()
    const hash = await call(usdc, 'transfer', [sale.address, due])
    // The loop asks once who sent a payment.
    await until(() => expect(watch.senders.find('local', hash)).toBeDefined())
    proxies.forEach((proxy) => proxy.resetCounts())
    await finding(hash, sale)
    for (const proxy of proxies) {
      const asked = proxy.calls().filter(({ params }) => params.includes(hash))
      expect(asked.map(({ method }) => method).toSorted()).toEqual([
        'eth_getTransactionByHash',
        'eth_getTransactionReceipt',
      ])
    }
  })

  it('says that money is there which the till has not read yet, records nothing itself, and lets the loop', async () => {
    const sale = open()
    for (const proxy of proxies) proxy.setFault(only(['eth_getLogs'], drop))
    const hash = await call(usdc, 'transfer', [sale.address, due])
    await until(() => expect(proxies[0].counts()['eth_getLogs']).toBeGreaterThan(0))
    expect(await finding(hash, sale)).toMatchObject({
      kind: 'paysSale',
      recorded: { state: 'unread', blocksLeft: 1 },
    })
    expect(payments(sale)).toEqual([])
    for (const proxy of proxies) proxy.setFault()
    await until(() => expect(live(sale)).toMatchObject([{ txHash: hash }]))
  })

  it('names the other sale that a transaction pays', async () => {
    const [asked, paid] = [open(), open()]
    const hash = await call(usdc, 'transfer', [paid.address, due])
    await read()
    expect(await finding(hash, asked)).toMatchObject({
      kind: 'paysSale',
      sale: { saleId: paid.saleId, isOwn: false },
    })
    expect(told(asked, 'sale.lookedUp')).toHaveLength(1)
    expect(await finding(hash)).toMatchObject({ kind: 'paysSale', sale: { isOwn: false } })
    expect(told(paid, 'sale.lookedUp')).toHaveLength(1)
  })

  it('says that the money went to somebody else', async () => {
    const sale = open()
    const hash = await call(usdc, 'transfer', [nobody, due])
    expect(await finding(hash, sale)).toMatchObject({ kind: 'paysElsewhere', to: nobody, more: 0 })
    const coins = await stage.writer.sendTransaction({ account: payer, to: nobody, value: 1n })
    expect(await finding(coins, sale)).toMatchObject({ kind: 'paysElsewhere', to: nobody })
  })

  it('names a token that was not asked for, and the network that was not', async () => {
    const sale = open()
    const wrongToken = await call(usdg, 'transfer', [sale.address, due])
    const wrongChain = await call(usdcElsewhere, 'mint', [sale.address, due], otherStage, otherStage.issuer)
    await read()
    expect(await finding(wrongToken, sale)).toMatchObject({ kind: 'paysSale', asked: 'otherToken' })
    expect(await finding(wrongChain, sale)).toMatchObject({
      kind: 'paysSale',
      chain: 'other',
      asked: 'otherChain',
      recorded: { state: 'held' },
    })
  })

  it('calls a counterfeit, a stranger and a transfer of nothing by their names', async () => {
    const sale = open()
    const fake = await call(counterfeit, 'transfer', [sale.address, due])
    const strange = await call(stranger, 'transfer', [sale.address, due])
    const nothing = await call(usdc, 'transfer', [sale.address, 0n])
    const found = await Promise.all([fake, strange, nothing].map((hash) => finding(hash, sale)))
    expect(found).toMatchObject([
      { kind: 'worthless', what: 'counterfeit', symbol: 'USDC' },
      { kind: 'worthless', what: 'wrongToken', symbol: 'SOME' },
      { kind: 'worthless', what: 'zeroValue' },
    ])
  })

  it('sees the coin of the network, which no log tells of', async () => {
    const sale = open()
    const hash = await stage.writer.sendTransaction({ account: payer, to: sale.address, value: 5n })
    await read()
    expect(await finding(hash, sale)).toMatchObject({ kind: 'coin', sale: { isOwn: true } })
    expect(payments(sale)).toEqual([])
  })

  it('says that a transaction failed, and that one moved nothing', async () => {
    const sale = open()
    const failed = await call(usdc, 'transfer', [sale.address, maxUint256])
    expect(await finding(failed, sale)).toMatchObject({ kind: 'failed', chain: 'local' })
    const idle = await call(usdc, 'approve', [sale.address, due])
    expect(await finding(idle, sale)).toMatchObject({ kind: 'nothingMoved' })
  })

  const authorize = async (token: StagedToken, sale: Invoice, name: string, version: string) => {
    const authorization = {
      from: payer.address,
      to: sale.address,
      value: due,
      validAfter: 0n,
      validBefore: maxUint256,
      nonce: keccak256(stringToHex(sale.saleId)),
    }
    const domain = { name, version, chainId: stage.chainId, verifyingContract: token.address }
    const signature = await signAuthorization(payer, domain, 'TransferWithAuthorization', authorization)
    return [...fields(authorization), signature]
  }

  it('names the transaction that used an authorization when a second one ended well and moved nothing', async () => {
    const sale = open()
    const args = await authorize(pyusd, sale, 'PayPal USD', '1')
    const paid = await call(pyusd, 'transferWithAuthorization', args, stage, stage.issuer)
    const again = await call(pyusd, 'transferWithAuthorization', args, stage, stage.issuer)
    expect(await stage.reader.getTransactionReceipt({ hash: again })).toMatchObject({ status: 'success' })
    await read()
    expect(await finding(again, sale)).toMatchObject({
      kind: 'authorizationUsed',
      authorizer: payer.address,
      usedBy: paid,
      usedForSale: { saleId: sale.saleId, isOwn: true },
    })
    expect(await finding(paid, sale)).toMatchObject({ kind: 'paysSale', sale: { isOwn: true } })
    expect(live(sale)).toHaveLength(1)
  })

  it('names it too where the token refuses the second use, alone or inside a contract that does not look', async () => {
    const sale = open()
    const args = await authorize(usdc, sale, 'USD Coin', '2')
    const paid = await call(usdc, 'transferWithAuthorization', args, stage, stage.issuer)
    const again = await call(usdc, 'transferWithAuthorization', args, stage, stage.issuer)
    await read()
    expect(await finding(again, sale)).toMatchObject({
      kind: 'failed',
      usedBy: paid,
      usedForSale: { isOwn: true },
    })
    const inner = encodeFunctionData({ ...usdc, functionName: 'transferWithAuthorization', args })
    const data = carelessCode(usdc, inner)
    const swallowed = await stage.writer.sendTransaction({ account: stage.issuer, data, gas: 1_000_000n })
    expect(await receiptOf(stage, swallowed)).toMatchObject({
      status: 'success',
      logs: [],
    })
    expect(await finding(swallowed, sale)).toMatchObject({ kind: 'authorizationUsed', usedBy: paid })
    expect(live(sale)).toHaveLength(1)
  })

  it('finds the money where a contract made the transfer', async () => {
    const sale = open()
    const args = await authorize(usdc, sale, 'USD Coin', '2')
    const inner = encodeFunctionData({ ...usdc, functionName: 'transferWithAuthorization', args })
    const data = carelessCode(usdc, inner)
    const hash = await stage.writer.sendTransaction({ account: stage.issuer, data, gas: 1_000_000n })
    await read()
    expect(await finding(hash, sale)).toMatchObject({ kind: 'paysSale', sale: { isOwn: true } })
  })

  const request = async (sale: Invoice) => {
    const nonce = await stage.reader.getTransactionCount({ address: payer.address })
    const data = encodeFunctionData({ ...usdc, functionName: 'transfer', args: [sale.address, due] })
    return { account: payer, to: usdc.address, data, nonce, gas: 200_000n } as const
  }

  it('sees a transaction that waits, and names the faster one that took its place', async () => {
    const sale = open()
    await stage.cheats.setAutomine(false)
    const sent = await request(sale)
    const slow = await stage.writer.sendTransaction(sent)
    expect(await finding(slow, sale)).toMatchObject({ kind: 'pending', chain: 'local' })
    expect(told(sale, 'sale.lookedUp')).toMatchObject([
      { body: { finding: 'pending', sender: { address: payer.address, nonce: sent.nonce } } },
    ])
    await chain.rpc('anvil_dropAllTransactions')
    const fast = await stage.writer.sendTransaction({ ...sent, maxFeePerGas: 9_000_000_000n })
    await chain.mine(1)
    await until(() => expect(live(sale)).toMatchObject([{ txHash: fast }]))
    const replaced = { kind: 'replaced', chain: 'local', by: fast, bySale: { isOwn: true } }
    expect(await finding(slow, sale)).toMatchObject(replaced)
    // After a restart only the journal knows who sent it.
    const restarted = openDesk({ find: () => undefined, learn: () => undefined })
    const later = await restarted.lookUp({ text: slow, saleId: sale.saleId, actor: 'cashier' })
    expect(later).toMatchObject({ ok: true, result: { finding: replaced } })
  })

  it('tells in the history which transaction replaced a payment that lost its block', async () => {
    const sale = open()
    const sent = await request(sale)
    const slow = await stage.writer.sendTransaction(sent)
    await until(() => expect(live(sale)).toMatchObject([{ txHash: slow }]))
    await until(() => expect(watch.senders.find('local', slow)).toMatchObject({ nonce: sent.nonce }))
    await stage.cheats.setAutomine(false)
    await chain.rollBack(1)
    await chain.rpc('anvil_dropAllTransactions')
    const fast = await stage.writer.sendTransaction({ ...sent, maxFeePerGas: 9_000_000_000n })
    await chain.mine(3)
    await until(() => expect(live(sale)).toMatchObject([{ txHash: fast }]))
    await until(() =>
      expect(told(sale, 'payment.replaced')).toMatchObject([{ body: { txHash: slow, by: fast } }]),
    )
    expect(await finding(slow, sale)).toMatchObject({ kind: 'replaced', by: fast })
    expect(live(sale)).toHaveLength(1)
    expect(shop.ledger.findSale(sale.saleId)?.invoice).toMatchObject({ exception: 'none' })
  })

  it('remembers a payment that the network took back and that nothing replaced', async () => {
    const sale = open()
    const hash = await stage.writer.sendTransaction(await request(sale))
    await until(() => expect(live(sale)).toMatchObject([{ txHash: hash }]))
    await stage.cheats.setAutomine(false)
    await chain.rollBack(1)
    await chain.rpc('anvil_dropAllTransactions')
    await chain.mine(2)
    await until(() => expect(payments(sale)).toMatchObject([{ status: 'orphaned' }]))
    expect(await finding(hash, sale)).toMatchObject({ kind: 'takenBack', sale: { isOwn: true } })
  })

  const unheardOf = `0x${'5'.repeat(64)}`

  it('says not found only when every network has answered', async () => {
    const sale = open()
    expect(await finding(unheardOf, sale)).toEqual({ kind: 'notFound' })
    otherProxy.setFault(stall)
    const dark = await ask(unheardOf, sale)
    expect(dark.finding).toEqual({ kind: 'cannotTell', silent: ['other'] })
    expect(dark.words).toMatchObject([{ is: { state: 'unknown' } }, { is: { state: 'silent' } }])
    // What is found is found, whoever else is silent.
    const hash = await call(usdc, 'transfer', [sale.address, due])
    expect(await finding(hash, sale)).toMatchObject({ kind: 'paysSale' })
  })

  it('answers though one of two endpoints hangs, and takes no endpoint from the loop', async () => {
    const sale = open()
    const hash = await call(usdc, 'transfer', [sale.address, due])
    proxies[0].setFault(only(['eth_getTransactionByHash'], stall))
    proxies[1].setFault(only(['eth_getTransactionCount'], drop))
    expect(await finding(hash, sale)).toMatchObject({ kind: 'paysSale' })
    const states = watch
      .watcher('local')
      ?.endpoints()
      .map(({ state }) => state)
    expect(states).not.toContain('failing')
  })

  it('cannot tell where two sources hold different things of one transaction', async () => {
    const sale = open()
    const hash = await call(usdc, 'transfer', [sale.address, due])
    await read()
    proxies[1].setFault(
      altered(['eth_getTransactionReceipt'], (receipt) => ({ ...(receipt as object), logs: [] })),
    )
    expect(await finding(hash, sale)).toEqual({ kind: 'disputed', chain: 'local' })
  })

  it('takes a malformed answer for silence', async () => {
    const sale = open()
    otherProxy.setFault(altered(['eth_getTransactionByHash'], () => ({ hash: unheardOf, from: 'somebody' })))
    expect(await finding(unheardOf, sale)).toEqual({ kind: 'cannotTell', silent: ['other'] })
  })

  it('refuses what is no hash, an unknown sale, and too much at once', async () => {
    const desk = openDesk()
    const actor = 'cashier'
    expect(await desk.lookUp({ text: 'paid!', actor })).toMatchObject({ ok: false, code: 'lookup.noHash' })
    expect(await desk.lookUp({ text: unheardOf, saleId: 'none', actor })).toMatchObject({
      code: 'sale.notFound',
    })
    const all = await Promise.all([1, 2, 3, 4].map(() => desk.lookUp({ text: unheardOf, actor })))
    expect(all.map((each) => each.ok)).toEqual([true, true, true, false])
    expect(all.at(-1)).toMatchObject({ code: 'lookup.busy' })
  })
})
