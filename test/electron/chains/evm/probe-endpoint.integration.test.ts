import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { probeEndpoint, type EndpointProbe } from '../../../../electron/chains/evm/probe-endpoint.ts'
import type { Token } from '../../../../shared/domain/tokens/token.ts'
import {
  drop,
  only,
  stall,
  startFaultProxy,
  wrongChainId,
  type FaultProxy,
} from '../../../fixtures/fault-proxy.ts'
import { startLocalChain, type LocalChain } from '../../../fixtures/local-chain.ts'

describe('probeEndpoint', () => {
  let chain: LocalChain
  let proxy: FaultProxy
  let token: Token

  beforeAll(async () => {
    chain = await startLocalChain()
    proxy = await startFaultProxy(chain.url)
    token = await chain.deployToken()
  })
  afterEach(() => proxy.setFault())
  afterAll(async () => {
    await proxy.stop()
    await chain.stop()
  })

  const probe = async (change: Partial<Parameters<typeof probeEndpoint>[0]> = {}): Promise<EndpointProbe> => {
    await chain.mine()
    return await probeEndpoint({
      url: proxy.url,
      chainId: chain.chainId,
      blockSeconds: 1,
      tokens: [token],
      clock: { now: () => Date.now() },
      timeoutMs: 500,
      ...change,
    })
  }

  it('finds nothing wrong with a good one', async () => {
    expect(await probe()).toMatchObject({
      ok: true,
      host: new URL(proxy.url).host,
      knowsFinalized: true,
      tokenProblems: [],
    })
  })

  it('names the token that is not what the list says', async () => {
    expect(
      await probe({ tokens: [token, { ...token, currency: 'WRONG.local', decimals: 18 }] }),
    ).toMatchObject({
      ok: true,
      tokenProblems: [
        { currency: 'WRONG.local', problem: 'USDC: the contract has 6 decimals, the list says 18.' },
      ],
    })
  })

  it.each([
    ['an address that is none', { url: 'node.example' }, undefined, 'chain.unreachable'],
    ['another network', {}, wrongChainId(8_453), 'chain.wrongChainId'],
    ['a head of long ago', { clock: { now: () => Date.now() + 3_600_000 } }, undefined, 'chain.nodeBehind'],
    ['a connection that breaks', {}, drop, 'chain.unreachable'],
    ['an answer that never ends', {}, stall, 'chain.timeout'],
    [
      'calls that are refused',
      {},
      only(
        ['eth_call'],
        async () => await Promise.resolve({ error: { code: -32_601, message: 'not allowed' } }),
      ),
      'chain.callRefused',
    ],
  ] as const)('refuses %s', async (_name, change, fault, code) => {
    proxy.setFault(fault)
    expect(await probe(change)).toMatchObject({
      ok: false,
      code,
      hint: expect.stringMatching(/\w/) as string,
    })
  })
})
