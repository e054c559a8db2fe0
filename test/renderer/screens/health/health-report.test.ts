import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { startTexts } from '../../../../renderer/src/i18n/i18n.ts'
import { english } from '../../../../renderer/src/i18n/resources.ts'
import { healthReport } from '../../../../renderer/src/screens/health/health-report.ts'
import { healthWords, type HealthWords } from '../../../../renderer/src/screens/health/use-words.ts'
import {
  sceneChain,
  sceneHealth,
  sceneSource,
  silentAccount,
  troubledChains,
} from '../../../fixtures/scene-terminal/scene-health.ts'

const at = Date.UTC(2026, 10, 21, 9, 30)
const about = { version: '0.1.0', environment: 'live' }

const keyed =
  'https://api.paxos.example/v2/8f2c1dd0e4b94a7fa3c2b1a0d9e8f7a6 said: no 8f2c1dd0e4b94a7fa3c2b1a0d9e8f7a6'

describe('healthReport', () => {
  let words: HealthWords
  beforeAll(async () => {
    const texts = i18next.createInstance()
    await texts.init({
      lng: 'en',
      resources: { en: { translation: english } },
      interpolation: { escapeValue: false },
    })
    words = healthWords(texts.t, 'en')
    startTexts()
  })

  it('says all of a network that is well', () => {
    const chain = sceneChain(at, { endpoints: [sceneSource(at)], operators: 1, sourcesWanted: 1 })
    expect(healthReport(sceneHealth(at, [chain]), { about, now: at, words })).toBe(
      [
        'Stablepoint health report',
        'Version 0.1.0, live',
        'At 2026-11-21T09:30:00.000Z',
        `Ledger: Ready, 48,204 entries, newest hash ${'3c9a51d27e'.repeat(7).slice(0, 64)}`,
        'Clock: Not set back',
        'Networks: 1',
        '',
        'Base (base): Live, since 2026-11-21T06:30:00.000Z',
        '  newest block 21404118, read up to 21404118, 0 behind',
        '  1 wanted, 1 operator',
        '  audit: up to 21403900 at 2026-11-21T09:26:00.000Z, through node.three.example:8545, another source, 0 missed, 0 contradicted',
        '  wake socket: Not set up',
        '  token USDC.base: in order',
        '  token PYUSD.base: in order',
        '  source rpc.one.example: In use, used for: reads',
        '    newest block 21404118, 1 s old when asked; last heard 2026-11-21T09:29:58.800Z; answers in 84 ms',
        '    calls in the last minute: 118 of 15,000; one log query: 2,000 blocks, 200 addresses',
        '    errors: 0',
        '',
      ].join('\n'),
    )
  })

  it('says what is amiss with each network, and what to do', () => {
    const report = healthReport(sceneHealth(at, troubledChains(at)), { about, now: at, words })
    for (const line of [
      'Polygon (polygon): No answer for 7 min, since 2026-11-21T09:23:00.000Z',
      'because: rpc.lone.example broke the connection off.',
      'Only one endpoint, and a release rule wants two sources. Add a second endpoint from another operator',
      'Ethereum (ethereum): Catching up, 70 %, 3,000 blocks left',
      'All endpoints are run by one operator.',
      'asked again in 24 s',
      'errors: 14, the last at 2026-11-21T09:29:51.000Z: base.two.example answered 429: too many requests.',
      'token USDG.arbitrum: left out: its contract is not the listed one (The contract has 8 decimals, the list says 6.)',
      'token PYUSD.arbitrum: paused by its issuer, off the offer',
      'wake socket: ws.one.example is silent',
    ])
      expect(report).toContain(line)
    expect(report).not.toMatch(/health\.|\{\{/)
  })

  it('holds no key, wherever a provider repeats it', () => {
    const key = '8f2c1dd0e4b94a7fa3c2b1a0d9e8f7a6'
    const problem = `https://rpc.one.example/v3/${key} said: invalid key ${key}`
    const chain = sceneChain(at, {
      state: 'silent',
      problem,
      endpoints: [sceneSource(at, { state: 'failing', problem, lastError: { at, problem } })],
      tokens: [{ currency: 'USDC.base', state: 'unknown', at, problem }],
      tokenProblems: [{ currency: 'USDP.base', problem }],
    })
    const report = healthReport(sceneHealth(at, [chain]), { about, now: at, words })
    expect(report).not.toContain(key)
    expect(report.match(/rpc\.one\.example said: invalid key \(left out\)/g)).toHaveLength(5)
  })

  it('says how the settlement account stands, and nothing of one that is not there', () => {
    const backend = { ...silentAccount(at), problem: { code: 'backend.unavailable', text: keyed } } as const
    const report = healthReport(sceneHealth(at, [], { backend }), { about, now: at, words })
    const heard = '2026-11-21T09:26:00.000Z'
    expect(report).toContain(
      `Settlement account: Paxos, No answer, last heard ${heard}, addresses ready: 3\n`,
    )
    expect(report).toMatch(
      / {2}because: .*\(backend\.unavailable: api\.paxos\.example said: no \(left out\)\)/,
    )
    expect(report).toContain('  Only 3 addresses are ready for new sales. The till can get more only once')
    expect(healthReport(sceneHealth(at, []), { about, now: at, words })).not.toContain('Settlement account')
  })

  it('says that a till watches nothing, and that its clock was set back', () => {
    const health = sceneHealth(at, [], { clockBehindMs: 90_000 })
    const report = healthReport(health, { about, now: at, words })
    expect(report).toContain('Networks: 0')
    expect(report).toContain('Clock: Set back by 90 s')
  })
})
