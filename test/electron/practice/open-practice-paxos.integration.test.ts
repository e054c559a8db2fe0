import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPublicClient, erc20Abi, http } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { silentLog } from '../../../electron/platform/log.ts'
import { callRpc } from '../../../electron/practice/chain/json-rpc.ts'
import { openPractice, type Practice } from '../../../electron/practice/open-practice.ts'
import type { PracticePaxos } from '../../../electron/practice/open-practice-paxos.ts'
import { until } from '../../fixtures/until.ts'
import { readAnswer, type Answer, type Json } from './standins/paxos/standin-client.ts'

type Call = (path: string, body?: unknown) => Promise<Answer>

/** Plain HTTP with the credentials that practice gives. */
async function signIn({ apiUrl, tokenUrl, credentials }: PracticePaxos): Promise<Call> {
  const { clientId, clientSecret, scopes } = credentials
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }
  const body = new URLSearchParams({ ...form, scope: scopes.join(' ') })
  const { access_token: token } = (await readAnswer(await fetch(tokenUrl, { method: 'POST', body }))).body
  return async (path, sent) =>
    await readAnswer(
      await fetch(`${apiUrl}${path}`, {
        method: sent === undefined ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
      }),
    )
}

let directory: string
let practice: Practice

function paxosOf({ paxos }: Practice): PracticePaxos {
  if (!paxos) throw new Error('Practice has a play Paxos.')
  return paxos
}

async function open(): Promise<Practice> {
  return await openPractice({ directory, ownChains: false, log: silentLog })
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'practice-paxos-'))
  practice = await open()
})

afterAll(async () => {
  await practice.stop()
  rmSync(directory, { recursive: true, force: true })
})

const balancesOf = async (call: Call, id: string): Promise<Record<string, string>> => {
  const { items } = (await call(`/profiles/${id}/balances`)).body
  return Object.fromEntries(items.map((row: Json) => [row.asset, row.available]))
}

const opening = { PYUSD: '100', USD: '500', USDC: '100', USDG: '100', USDP: '100' }

/** A practice chain, its USDC, and the network that it stands for. */
function shopOn(key: string) {
  const { networks, profileId } = paxosOf(practice)
  const { chains } = practice.settings
  const network = networks.find(({ chain }) => chain === key)?.network
  const chain = chains?.chains.find((each) => each.key === key)
  const token = chains?.tokens.find((each) => each.chain === key && each.symbol === 'USDC')
  const rpcUrl = chain?.endpoints[0]
  if (network === undefined || !chain || !token || rpcUrl === undefined)
    throw new Error('Each practice chain stands for a network.')
  const client = createPublicClient({ transport: http(rpcUrl) })
  return {
    profileId,
    network,
    chainId: chain.chainId,
    token: token.address,
    /** A block at once; the slow chain would take twelve seconds. */
    mine: () => callRpc(rpcUrl, 'evm_mine'),
    held: async (): Promise<bigint> =>
      await client.readContract({
        address: token.address,
        abi: erc20Abi,
        functionName: 'balanceOf',
        args: [(await practice.mode?.customer())?.address ?? token.address],
      }),
  }
}

/** The customer pays 12.50 to a new address, and the account credits it. */
async function payAndWait(call: Call, shop: ReturnType<typeof shopOn>): Promise<Json> {
  const wanted = { profile_id: shop.profileId, crypto_network: shop.network }
  const { address } = (await call('/transfer/deposit-addresses', wanted)).body
  await practice.mode?.payRequest({
    tokenAddress: shop.token,
    chainId: shop.chainId,
    recipient: address,
    amountMinor: 12_500_000n,
  })
  return await until(async () => {
    await shop.mine()
    const { items } = (await call('/transfer/transfers?type=CRYPTO_DEPOSIT&statuses=COMPLETED')).body
    return items.find((row: Json) => row.destination_address === address)
  }, 60_000)
}

describe('the Paxos of practice mode', () => {
  it('begins with a float that its list of transfers explains, and two bank accounts', async () => {
    const { profileId } = paxosOf(practice)
    const call = await signIn(paxosOf(practice))
    expect(await balancesOf(call, profileId)).toEqual(opening)
    const { items } = (await call('/transfer/transfers')).body
    expect(new Set(items.map((row: Json) => `${row.memo} ${row.status}`))).toEqual(
      new Set(['Opening balance COMPLETED']),
    )
    expect(Object.fromEntries(items.map((row: Json) => [row.balance_asset, row.total]))).toEqual(opening)
    const banks = (await call('/transfer/fiat-accounts')).body.items
    expect(banks.map((row: Json) => row.status)).toEqual(['APPROVED', 'PENDING'])
    expect(banks[0].fiat_network_instructions.wire.account_number).toMatch(/^\*+6789$/)
  })

  it.each(['fast', 'slow'])('credits what is paid on the %s chain, and sends it back there', async (key) => {
    const call = await signIn(paxosOf(practice))
    const shop = shopOn(key)
    const deposit = await payAndWait(call, shop)
    expect(deposit).toMatchObject({ crypto_network: shop.network, amount: '12.5', asset: 'USDC' })

    const before = await shop.held()
    const sent = await call('/transfer/crypto-withdrawals', {
      profile_id: shop.profileId,
      crypto_network: shop.network,
      asset: 'USDC',
      destination_address: (await practice.mode?.customer())?.address,
      amount: '12.45',
      ref_id: `refund-${key}`,
    })
    await until(async () => {
      await shop.mine()
      return (await call(`/transfer/transfers/${sent.body.id}`)).body.status === 'COMPLETED' || undefined
    }, 60_000)
    expect((await shop.held()) - before).toBe(12_450_000n)
    expect(await balancesOf(call, shop.profileId)).toEqual(opening)
  })

  it('answers nothing in an outage, and goes on where it was', async () => {
    const paxos = paxosOf(practice)
    const call = await signIn(paxos)
    paxos.outage.set(true)
    expect(paxos.outage.isOn()).toBe(true)
    await expect(call(`/profiles/${paxos.profileId}/balances`)).rejects.toThrow('fetch failed')
    await expect(signIn(paxos)).rejects.toThrow('fetch failed')
    paxos.outage.set(false)
    expect(await balancesOf(call, paxos.profileId)).toEqual(opening)
  })

  it('is the same account after a restart', async () => {
    const before = paxosOf(practice)
    const rows = (await (await signIn(before))('/transfer/transfers')).body.items
    await practice.stop()
    practice = await open()
    const after = paxosOf(practice)
    expect(after.profileId).toBe(before.profileId)
    const call = await signIn(after)
    expect((await call('/transfer/transfers')).body.items).toEqual(rows)
    expect(await balancesOf(call, after.profileId)).toEqual(opening)
  })

  it('keeps its balances when the chains begin anew, and credits what comes on the new ones', async () => {
    const { profileId } = paxosOf(practice)
    await practice.stop()
    rmSync(join(directory, 'chain'), { recursive: true })
    practice = await open()
    expect(practice.begunChains).toEqual(['fast', 'slow'])
    const call = await signIn(paxosOf(practice))
    expect(await balancesOf(call, profileId)).toEqual(opening)
    await payAndWait(call, shopOn('fast'))
    expect(await balancesOf(call, profileId)).toEqual({ ...opening, USDC: '112.5' })
  })
})
