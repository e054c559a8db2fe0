import { describe, expect, it } from 'vitest'
import {
  checkNetworkDraft,
  checkNetworksDraft,
  checkTokenDraft,
  endpointProblem,
  toNetworksDraft,
} from '../../../../renderer/src/screens/settings/networks-draft.ts'
import { chainSettings, tokenSettings } from '../../../../shared/contract/settings.ts'
import { sceneSettings } from '../../../fixtures/scene-terminal/scene-shop.ts'

const { chains, tokens } = sceneSettings.chains
const saved = { chains, tokens }
const address = '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48'

describe('checkNetworksDraft', () => {
  it('saves what was not touched unchanged', () => {
    expect(checkNetworksDraft(toNetworksDraft(saved))).toEqual({ ok: true, value: saved })
  })

  it('names the network whose endpoints are wrong', () => {
    const draft = toNetworksDraft(saved)
    const broken = draft.chains.map((chain) => ({
      ...chain,
      endpoints: chain.key === 'slow' ? 'ftp://x' : 'http://x',
    }))
    expect(checkNetworksDraft({ ...draft, chains: broken })).toEqual({
      ok: false,
      problems: { 'chains.1.endpoints': 'settings.problem.endpoint' },
    })
  })
})

describe('a wake address', () => {
  const withWake = (wakeUrl: string) => {
    const draft = toNetworksDraft(saved)
    return checkNetworksDraft({ ...draft, chains: draft.chains.map((chain) => ({ ...chain, wakeUrl })) })
  }
  it('is saved trimmed, and left out when it is empty', () => {
    const kept = withWake(' wss://node.example/key ')
    expect(kept.ok && kept.value.chains.map((chain) => chain.wakeUrl)).toEqual(
      chains.map(() => 'wss://node.example/key'),
    )
    expect(withWake('  ')).toEqual({ ok: true, value: saved })
  })
  it.each(['https://node.example', 'node.example', 'ws://a b'])('is not %s', (wakeUrl) => {
    expect(withWake(wakeUrl)).toMatchObject({ problems: { 'chains.0.wakeUrl': 'settings.problem.wakeUrl' } })
  })
})

describe('endpointProblem', () => {
  it.each([
    ['https://one.example\nhttp://two.example', undefined],
    ['https://one.example\nwss://two.example', 'settings.problem.endpointSocket'],
    ['ws://127.0.0.1:8546', 'settings.problem.endpointSocket'],
    ['', 'settings.problem.endpointMissing'],
    ['one.example', 'settings.problem.endpoint'],
    [
      Array.from({ length: 9 }, (_, index) => `http://x${index}`).join(' '),
      'settings.problem.endpointTooMany',
    ],
  ])('%j: %s', (text, problem) => {
    expect(endpointProblem(text)).toBe(problem)
  })
})

const token = { symbol: 'EURC', name: '', address, decimals: '6', peg: 'EUR' } as const

describe('checkTokenDraft', () => {
  const chain = { key: 'fast', chainId: 31_337 }

  it('makes a token as the contract takes it, named by its symbol when it has no name', () => {
    const result = checkTokenDraft(token, chain, tokens)
    expect(result).toMatchObject({ ok: true, value: { currency: 'EURC.fast', name: 'EURC', enabled: true } })
    expect(tokenSettings.safeParse(result.ok ? result.value : undefined).success).toBe(true)
  })

  it.each([
    [{ symbol: '' }, { symbol: 'settings.problem.symbol' }],
    [{ symbol: 'USDC' }, { symbol: 'settings.problem.symbolTwice' }],
    [{ address: '0x12' }, { address: 'settings.problem.address' }],
    [{ decimals: '31' }, { decimals: 'settings.problem.decimals' }],
    [{ decimals: '-1' }, { decimals: 'settings.problem.decimals' }],
  ])('refuses %j', (change, problems) => {
    expect(checkTokenDraft({ ...token, ...change }, chain, tokens)).toEqual({ ok: false, problems })
  })
})

const network = {
  name: 'Own chain',
  key: 'own',
  chainId: '4242',
  blockSeconds: '0.5',
  depth: '12',
  tag: false,
  testnet: true,
  endpoints: 'http://127.0.0.1:8545',
}

describe('checkNetworkDraft', () => {
  it('makes a network as the contract takes it', () => {
    const result = checkNetworkDraft(network, chains)
    expect(chainSettings.safeParse(result.ok ? result.value : undefined).success).toBe(true)
  })

  it.each([
    [{ name: ' ' }, { name: 'settings.problem.nameMissing' }],
    [{ key: 'Own Chain' }, { key: 'settings.problem.key' }],
    [{ key: 'fast' }, { key: 'settings.problem.keyTwice' }],
    [{ chainId: '1.5' }, { chainId: 'settings.problem.chainId' }],
    [{ chainId: '31337' }, { chainId: 'settings.problem.keyTwice' }],
    [{ blockSeconds: '0' }, { blockSeconds: 'settings.problem.number' }],
    [{ depth: '0' }, { depth: 'settings.problem.blocks' }],
    [{ endpoints: '' }, { endpoints: 'settings.problem.endpointMissing' }],
  ])('refuses %j', (change, problems) => {
    expect(checkNetworkDraft({ ...network, ...change }, chains)).toEqual({ ok: false, problems })
  })
})
