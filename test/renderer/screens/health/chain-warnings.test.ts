import { describe, expect, it } from 'vitest'
import {
  chainTone,
  chainWarnings,
  countWarnings,
  orderChains,
} from '../../../../renderer/src/screens/health/chain-warnings.ts'
import { sceneChain, sceneSource, type HealthView } from '../../../fixtures/scene-terminal/scene-health.ts'

type Chain = HealthView['chains'][number]

const at = 1_000_000
const one = [sceneSource(at)]
const down = sceneSource(at, { state: 'failing', breaker: 'open' })
const audit = { upTo: 5, at, source: 'rpc.one.example', independent: true, found: 0, contradicted: 0 }
const kinds = (changes: Partial<Chain>): readonly string[] =>
  chainWarnings(sceneChain(at, changes)).map(({ kind }) => kind)

describe('chainWarnings', () => {
  it.each<[string, Partial<Chain>, readonly string[]]>([
    ['nothing about a network that is well', {}, []],
    ['one endpoint where a rule wants two', { endpoints: one, operators: 1 }, ['oneSource']],
    [
      'nothing about one endpoint where one is enough',
      { endpoints: one, operators: 1, sourcesWanted: 1 },
      [],
    ],
    ['endpoints of one operator', { operators: 1 }, ['oneOperator']],
    ['an audit by the source itself', { audit: { ...audit, independent: false } }, ['auditNotIndependent']],
    ['payments that a source hid', { audit: { ...audit, found: 2 } }, ['missed']],
    ['payments that an audit denies', { audit: { ...audit, contradicted: 1 } }, ['contradicted']],
    ['a source that is down', { endpoints: [...one, down] }, ['sourcesDown']],
    ['silence, once', { state: 'silent', endpoints: [down, down] }, ['silent']],
    ['a token that is paused', { tokens: [{ currency: 'A.base', state: 'paused', at }] }, ['tokens']],
    ['no token that nobody could check', { tokens: [{ currency: 'A.base', state: 'unknown', at }] }, []],
    ['a wrong contract', { tokenProblems: [{ currency: 'A.base', problem: '8' }] }, ['tokenContract']],
    ['a socket that fell silent', { wake: { host: 'ws.example', state: 'silent' } }, ['wakeSilent']],
  ])('tells of %s', (_what, changes, expected) => {
    expect(kinds(changes)).toEqual(expected)
  })

  it('begins with the worst', () => {
    const everything: Partial<Chain> = {
      state: 'silent',
      operators: 1,
      wake: { host: 'ws.example', state: 'silent' },
    }
    expect(kinds(everything)).toEqual(['silent', 'oneOperator', 'wakeSilent'])
  })
})

describe('countWarnings', () => {
  it('counts what should be looked at, and no advice', () => {
    const wake = { host: 'ws.example', state: 'silent' as const }
    expect(countWarnings(sceneChain(at, { wake }))).toBe(0)
    expect(countWarnings(sceneChain(at, { wake, operators: 1, endpoints: [...one, down] }))).toBe(2)
  })
})

describe('chainTone', () => {
  it.each<[string, Partial<Chain>, string]>([
    ['quiet about advice', { audit: { ...audit, independent: false } }, 'good'],
    ['busy while it catches up', { state: 'catchingUp' }, 'busy'],
    ['busy about a warning', { operators: 1 }, 'busy'],
    ['bad about silence', { state: 'silent' }, 'bad'],
  ])('is %s', (_what, changes, tone) => {
    expect(chainTone(sceneChain(at, changes))).toBe(tone)
  })
})

describe('orderChains', () => {
  it('puts trouble first and leaves the rest as the shop ordered them', () => {
    const chains = [
      sceneChain(at, { chain: 'a' }),
      sceneChain(at, { chain: 'b', state: 'catchingUp' }),
      sceneChain(at, { chain: 'c' }),
      sceneChain(at, { chain: 'd', state: 'silent' }),
    ]
    expect(orderChains(chains).map(({ chain }) => chain)).toEqual(['d', 'b', 'a', 'c'])
  })
})
