import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { concatHex, encodeAbiParameters, encodeFunctionData, getAddress, type Abi, type Hex } from 'viem'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { addressesOfKey } from '../../../electron/backends/port.ts'
import { xpubAddresses } from '../../../electron/backends/selfcustody/xpub-addresses.ts'
import type { EvmWatcher } from '../../../electron/chains/evm/watch-chain.ts'
import {
  checkReturnAddress,
  type ReturnAddressCheck,
  type ReturnAddressParts,
} from '../../../electron/refunds/check-return-address.ts'
import artifacts from '../../../resources/contracts/artifacts.json' with { type: 'json' }
import { exchangeSentMin } from '../../../shared/domain/refund/return-address.ts'
import type { EvmAddress, Token } from '../../../shared/domain/tokens/token.ts'
import { altered, drop, only, stall, startFaultProxy, type FaultProxy } from '../../fixtures/fault-proxy.ts'
import { receiveAddress, startLocalChain, type LocalChain } from '../../fixtures/local-chain.ts'
import { createMemoryChainSink } from '../../fixtures/memory-chain-sink.ts'
import {
  block,
  openTestTill,
  testChain,
  testSettings,
  testTokens,
  testXpub,
  transferTo,
  type TestTill,
} from '../../fixtures/test-till.ts'
import { watchLocalChain } from '../../fixtures/watched-chain.ts'

const account = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
const payer = getAddress('0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed')
const payersDouble = getAddress('0x5aae00000000000000000000000000000000eaed')
const planter = getAddress('0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359')
const criminal = receiveAddress(66)
const somebody = getAddress('0x1563915e194d8cfba1943570603f7606a3115508')
const no = `0x${'0'.repeat(64)}`

describe('checkReturnAddress', () => {
  let chain: LocalChain
  let token: Token
  let list: EvmAddress
  let first: FaultProxy
  let second: FaultProxy
  let watcher: EvmWatcher
  let directory: string
  let shop: TestTill
  let saleId: string
  let parts: ReturnAddressParts

  const send = async (fields: Readonly<{ to?: EvmAddress; data: Hex }>): Promise<EvmAddress> => {
    const hash = await chain.rpc('eth_sendTransaction', [{ from: account, gas: '0x5b8d80', ...fields }])
    await chain.mine()
    const receipt = (await chain.rpc('eth_getTransactionReceipt', [hash])) as {
      contractAddress: EvmAddress | null
      status: string
    }
    expect(receipt.status).toBe('0x1')
    return getAddress(receipt.contractAddress ?? account)
  }
  const check = async (
    text: string,
    changed: Partial<ReturnAddressParts> = {},
  ): Promise<ReturnAddressCheck> =>
    await checkReturnAddress({ ...parts, ...changed }, { saleId, chain: testChain.key, text })
  const kindsOf = ({ verdict, problems }: ReturnAddressCheck): readonly string[] => [
    verdict,
    ...problems.map(({ kind }) => kind),
  ]
  const watch = async (): Promise<void> => {
    watcher = watchLocalChain({
      endpoints: [first.url, second.url],
      tokens: [token],
      sink: createMemoryChainSink(),
    })
    await vi.waitFor(() => expect(watcher.sight().state).toBe('live'), 10_000)
  }

  beforeAll(async () => {
    chain = await startLocalChain()
    token = await chain.deployToken()
    // The artifact is JSON, whose types TypeScript widens.
    const code = artifacts.contracts.PracticeSanctionsList.bytecode as Hex
    const listed = encodeAbiParameters([{ type: 'address[]' }], [[criminal]])
    list = await send({ data: concatHex([code, listed]) })
    await chain.rpc('anvil_setNonce', [somebody, '0x2'])
    first = await startFaultProxy(chain.url)
    second = await startFaultProxy(chain.url)
    directory = mkdtempSync(join(tmpdir(), 'return-address-'))
    shop = openTestTill(directory)
    shop.step([block(1)])
    saleId = shop.open('s1', 2_000n)
    const sent = (from: EvmAddress, tx: number, amountMinor: bigint) => ({
      ...transferTo(shop.till, saleId, block(2), amountMinor, { tx }),
      from,
    })
    shop.step([block(2)], [sent(payer, 1, 20_000_000n), sent(planter, 2, 0n), sent(payersDouble, 3, 1n)])
  })
  beforeEach(async () => {
    const usdc = { ...testTokens.usdc, address: token.address }
    const settings = { ...testSettings, chains: { chains: [testChain], tokens: [usdc] } }
    parts = {
      till: { ...shop.till, settings: () => settings },
      watcher: () => watcher,
      keyAddresses: () => undefined,
      ownLists: [{ chainId: testChain.chainId, address: list }],
    }
    await watch()
  })
  afterEach(async () => {
    await watcher.stop()
    first.setFault()
    second.setFault()
  })
  afterAll(async () => {
    await Promise.all([first.stop(), second.stop()])
    await chain.stop()
    shop.ledger.close()
    rmSync(directory, { recursive: true, force: true })
  })

  it('takes an address that nothing is known against, with who said so at which block', async () => {
    const checked = await check(` ${somebody}\n`)
    expect(checked).toMatchObject({ address: somebody, verdict: 'ok', problems: [] })
    expect(checked.checkedAt).toBe(shop.clock.ms)
    const { number } = await chain.head()
    expect(checked.sources.map(({ source }) => source).toSorted()).toEqual(
      [first, second].map(({ url }) => url.replace('http://', '')).toSorted(),
    )
    expect(checked.sources.every(({ chain: key, block: at }) => key === 'fast' && at === number)).toBe(true)
  })

  it('takes the payer, also in small letters and when somebody else sends its transactions', async () => {
    expect(kindsOf(await check(payer))).toEqual(['ok'])
    expect(kindsOf(await check(payer.toLowerCase()))).toEqual(['ok'])
  })

  it('refuses what the till itself knows, without asking anybody', async () => {
    const reserve = xpubAddresses(testXpub)
    if (!reserve.ok) throw new Error('The test key derives addresses')
    const { addresses } = reserve
    const next = addresses.addressAt(shop.ledger.nextAddressIndex() + 3)
    const receive = shop.ledger.findSale(saleId)?.invoice.address ?? ''
    const asked = vi.fn<NonNullable<ReturnType<ReturnAddressParts['watcher']>>['askAddress']>()
    const silent = { watcher: () => ({ askAddress: asked }) }
    expect(kindsOf(await check(receive, silent))).toEqual(['refuse', 'ownAddress'])
    expect(kindsOf(await check(next, silent))).toEqual(['refuse', 'ownAddress'])
    // With a backend that gives addresses out the shop's own key is still the shop's.
    const backend = { ...silent, till: { ...parts.till, addresses: () => undefined } }
    const own = { ...backend, keyAddresses: () => addressesOfKey(addresses) }
    expect(kindsOf(await check(next, own))).toEqual(['refuse', 'ownAddress'])
    expect(kindsOf(await check(token.address, silent))).toEqual(['refuse', 'tokenContract'])
    // USDC of Ethereum, which this shop does not take.
    const usdc = '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48'
    expect(kindsOf(await check(usdc, silent))).toEqual(['refuse', 'tokenContract'])
    expect(kindsOf(await check(payersDouble, silent))).toEqual(['refuse', 'lookAlike', 'zeroValueSender'])
    expect(kindsOf(await check(payer.replace('B', 'b'), silent))).toEqual(['refuse', 'badChecksum'])
    expect(await check('ethereum:nobody', silent)).not.toHaveProperty('address')
    expect(asked).not.toHaveBeenCalled()
  })

  it('warns of a sender of nothing', async () => {
    await chain.rpc('anvil_setNonce', [planter, '0x1'])
    expect(kindsOf(await check(planter))).toEqual(['warn', 'zeroValueSender'])
  })

  it('refuses a listed address, and takes it again once the list lets it go', async () => {
    const abi = artifacts.contracts.PracticeSanctionsList.abi as Abi
    const write = async (functionName: string): Promise<void> => {
      await send({ to: list, data: encodeFunctionData({ abi, functionName, args: [[somebody]] }) })
    }
    expect(kindsOf(await check(criminal))).toEqual(['refuse', 'sanctioned', 'neverSeen'])
    await write('addToSanctionsList')
    expect(kindsOf(await check(somebody.toLowerCase()))).toEqual(['refuse', 'sanctioned', 'uniformCase'])
    await write('removeFromSanctionsList')
    expect(kindsOf(await check(somebody))).toEqual(['ok'])
  })

  it('cannot tell while no endpoint answers, and can again when one does', async () => {
    first.setFault(drop)
    second.setFault(drop)
    expect(await check(somebody)).toMatchObject({
      address: somebody,
      verdict: 'cannotTell',
      problems: [{ kind: 'sanctionsUnknown' }],
      sources: [],
    })
    second.setFault()
    await vi.waitFor(async () => expect(kindsOf(await check(somebody))).toEqual(['ok']), 10_000)
  })

  it('cannot tell on a network that the till does not follow', async () => {
    const unwatched = { watcher: () => undefined }
    expect(kindsOf(await check(somebody, unwatched))).toEqual(['cannotTell', 'sanctionsUnknown'])
    const checking = checkReturnAddress(parts, { saleId, chain: 'unknown', text: somebody })
    expect(kindsOf(await checking)).toEqual(['cannotTell', 'sanctionsUnknown'])
  })

  it('waits for a network only so long', async () => {
    await watcher.stop()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const checking = check(somebody, {
        watcher: () => ({ askAddress: async () => await new Promise(() => undefined) }),
      })
      await vi.advanceTimersByTimeAsync(12_000)
      expect(kindsOf(await checking)).toEqual(['cannotTell', 'sanctionsUnknown'])
    } finally {
      vi.useRealTimers()
    }
  })

  it('cannot tell where the list alone is silent', async () => {
    const silence = only(['eth_call'], drop)
    first.setFault(silence)
    second.setFault(silence)
    expect(kindsOf(await check(criminal))).toEqual(['cannotTell', 'sanctionsUnknown'])
  })

  it('takes the word of one endpoint while the other hangs', async () => {
    second.setFault(stall)
    expect(kindsOf(await check(somebody))).toEqual(['ok'])
    expect(kindsOf(await check(criminal))).toContain('sanctioned')
  })

  it('refuses where endpoints contradict each other, whoever of them lies', async () => {
    const lie = altered(['eth_call'], () => no)
    for (const liar of [first, second]) {
      liar.setFault(lie)
      expect(kindsOf(await check(criminal))).toEqual(['refuse', 'sanctionsUnknown', 'neverSeen'])
      liar.setFault()
    }
  })

  it('refuses where there is no list at the address of the list', async () => {
    const ownLists = [{ chainId: testChain.chainId, address: receiveAddress(99) }]
    expect(kindsOf(await check(somebody, { ownLists }))).toEqual(['refuse', 'sanctionsUnknown'])
  })

  it('warns on a network without a list', async () => {
    expect(kindsOf(await check(somebody, { ownLists: [] }))).toEqual(['warn', 'noOracle'])
  })

  it('warns of a contract, and not of a wallet that lends itself the code of one', async () => {
    const code = (await chain.rpc('eth_getCode', [list, 'latest'])) as Hex
    const contract = receiveAddress(20)
    await chain.rpc('anvil_setCode', [contract, code])
    expect(kindsOf(await check(contract))).toEqual(['warn', 'contract'])
    await chain.rpc('anvil_setCode', [contract, concatHex(['0xef0100', list])])
    expect(kindsOf(await check(contract))).toEqual(['ok'])
  })

  it('warns of an account that sends like an exchange, and names a new one', async () => {
    const busy = receiveAddress(21)
    await chain.rpc('anvil_setNonce', [busy, `0x${exchangeSentMin.toString(16)}`])
    expect(kindsOf(await check(busy))).toEqual(['warn', 'exchange'])
    expect(kindsOf(await check(receiveAddress(22)))).toEqual(['ok', 'neverSeen'])
  })

  it('refuses an address that the issuer of the token has frozen', async () => {
    const frozen = receiveAddress(23)
    await chain.rpc('anvil_setNonce', [frozen, '0x1'])
    const abi = artifacts.contracts.PracticeUsdc.abi as Abi
    const data = encodeFunctionData({ abi, functionName: 'blacklist', args: [frozen] })
    await send({ to: token.address, data })
    expect(kindsOf(await check(frozen))).toEqual(['refuse', 'frozen'])
  })
})
