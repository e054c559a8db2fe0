import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { testPaxosConnection } from '../../../../electron/backends/paxos/test-connection.ts'
import { openRateBudget } from '../../../../electron/backends/paxos/rate-budget.ts'
import {
  allScopes,
  practiceCredential,
  type Credential,
} from '../../../../electron/practice/standins/paxos/credentials.ts'
import { blockersOf, checkIds } from '../../../../shared/domain/settlement/connection-check.ts'
import { openPaxosStage, type PaxosStage } from './paxos-stage.ts'

type Changes = Partial<Parameters<typeof testPaxosConnection>[0]>

function lacking(...scopes: readonly string[]): Credential {
  return { ...practiceCredential, scopes: allScopes.filter((scope) => !scopes.includes(scope)) }
}

function test({ standin, log }: PaxosStage, changes: Changes = {}) {
  const { apiUrl, tokenUrl } = standin
  const { clientId, clientSecret } = practiceCredential
  const clock = { now: () => Date.UTC(2026, 6, 1, 9, 30) }
  return testPaxosConnection({ apiUrl, tokenUrl, clientId, clientSecret, clock, log, ...changes })
}

/** The stand-in, but for one call that is refused with 403. */
async function forbid({ standin }: PaxosStage, path: string, detail: string): Promise<string> {
  const answer = async (url: string, headers: IncomingHttpHeaders): Promise<readonly [number, string]> => {
    if (url.startsWith(path))
      return [403, JSON.stringify({ type: 'about:blank', title: 'Forbidden', detail })]
    const { authorization = '' } = headers
    const passed = await fetch(new URL(url, standin.apiUrl), { headers: { authorization } })
    return [passed.status, await passed.text()]
  }
  const server = createServer((request, response) => {
    void answer(request.url ?? '', request.headers).then(([status, text]) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(text)
    })
  })
  server.listen({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v2`
}

describe('testPaxosConnection', () => {
  it('says of an account that lets a till do everything that everything works, and changes nothing there', async () => {
    const stage = await openPaxosStage()
    const before = stage.standin.faults.calls()
    const found = await test(stage)
    expect(found.checks.map(({ id }) => id)).toEqual(checkIds)
    expect(found.checks.every(({ state, whoMustAct }) => state === 'works' && whoMustAct === 'nobody')).toBe(
      true,
    )
    expect(found.profiles).toEqual([{ id: stage.profileId, nickname: 'Default' }])
    expect(blockersOf(found)).toEqual([])
    const after = Object.entries(stage.standin.faults.calls())
    const made = after.filter(([call, count]) => count > (before[call] ?? 0)).map(([call]) => call)
    expect(made.length).toBeGreaterThan(5)
    expect(made.filter((call) => !call.startsWith('GET ') && !call.includes('oauth2'))).toEqual([])
  })

  it('names the scopes that lack by what they are for, and goes on with the rest', async () => {
    const stage = await openPaxosStage({
      credentials: [lacking('orchestration:write_orchestration_rule', 'transfer:read_fiat_account')],
    })
    const found = await test(stage)
    const wrong = found.checks.filter(({ state }) => state !== 'works')
    expect(wrong).toEqual([
      { id: 'bankAccounts', state: 'missing', missing: ['transfer:read_fiat_account'], whoMustAct: 'you' },
      {
        id: 'rules',
        state: 'missing',
        missing: ['orchestration:write_orchestration_rule'],
        whoMustAct: 'you',
      },
    ])
    expect(blockersOf(found)).toEqual([])
  })

  it('cannot settle sales without the right to make addresses', async () => {
    const stage = await openPaxosStage({ credentials: [lacking('transfer:write_deposit_address')] })
    expect(blockersOf(await test(stage))).toEqual(['receive'])
  })

  it('tells the owner to look again at a secret that Paxos does not know, and shows nothing of it', async () => {
    const stage = await openPaxosStage()
    const found = await test(stage, { clientSecret: 'not-the-secret-5512' })
    expect(found.checks).toMatchObject([
      { id: 'token', state: 'refused', whoMustAct: 'you', problem: 'backend.unauthorized' },
    ])
    expect(blockersOf(found)).toContain('token')
    expect(JSON.stringify([found, stage.said])).not.toContain('not-the-secret-5512')
  })

  it('sends the owner to support for what the account is refused in spite of its scopes', async () => {
    const stage = await openPaxosStage()
    const apiUrl = await forbid(stage, '/v2/transfer/fiat-accounts', 'feature is not enabled')
    const { checks } = await test(stage, { apiUrl })
    expect(checks.filter(({ state }) => state !== 'works')).toMatchObject([
      { id: 'bankAccounts', state: 'refused', whoMustAct: 'support', problem: 'backend.forbidden' },
    ])
  })

  it('removes the secret where the account quotes it', async () => {
    const stage = await openPaxosStage()
    const { clientSecret } = practiceCredential
    const apiUrl = await forbid(stage, '/v2/events', `no such right: ${clientSecret}`)
    const { checks } = await test(stage, { apiUrl })
    expect(checks.find(({ id }) => id === 'events')?.said).toContain('no such right: [removed]')
    expect(JSON.stringify(checks)).not.toContain(clientSecret)
  })

  it('says of a Paxos that does not answer that it is unreachable, and blames nobody', async () => {
    const stage = await openPaxosStage()
    const found = await test(stage, { apiUrl: 'http://127.0.0.1:1/v2', tokenUrl: 'http://127.0.0.1:1/token' })
    expect(found.checks).toMatchObject([{ id: 'token', state: 'unreachable', whoMustAct: 'nobody' }])
  })

  it('stays within one budget however often it is asked', async () => {
    const stage = await openPaxosStage({ credentials: [lacking('events:read_event')] })
    const budget = openRateBudget(1, () => Date.UTC(2026, 6, 1, 9, 30))
    let refused = 0
    for (let round = 0; round < 200 && refused === 0; round += 1) {
      const { checks } = await test(stage, { budget })
      if (checks[0]?.problem === 'backend.rateLimited') refused += 1
    }
    expect(refused).toBe(1)
    const asked = Object.entries(stage.standin.faults.calls()).find(([call]) => call.includes('oauth2'))
    expect(asked?.[1] ?? 0).toBeLessThanOrEqual(301)
  })

  it('finds no profile where another is chosen than the account has', async () => {
    const stage = await openPaxosStage()
    const { checks } = await test(stage, { profileId: 'of-another-account' })
    expect(checks.find(({ id }) => id === 'profile')).toMatchObject({ state: 'refused', whoMustAct: 'you' })
    expect(checks.some(({ id }) => id === 'balances')).toBe(false)
  })

  it('takes a key for credentials that must sign, and says what lacks without it', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const keys = [{ kid: 'key-1', publicKey: publicKey.export({ format: 'jwk' }) }]
    const stage = await openPaxosStage({ credentials: [{ ...practiceCredential, signing: { keys } }] })
    const privateKeyPem = String(privateKey.export({ format: 'pem', type: 'pkcs8' }))
    const signed = await test(stage, { signingKey: { keyId: 'key-1', privateKeyPem } })
    expect(blockersOf(signed)).toEqual([])
    const bare = await test(stage)
    expect(bare.checks.find(({ id }) => id === 'profile')).toMatchObject({ state: 'refused' })
  })
})
