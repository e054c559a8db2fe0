import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { allScopes } from '../../../../../electron/practice/standins/paxos/credentials.ts'
import { askToken, customerAddress, openStage, readAnswer } from './standin-client.ts'

const withdrawal = (profileId: string, refId: string) => ({
  profile_id: profileId,
  asset: 'PYUSD',
  crypto_network: 'ETHEREUM',
  destination_address: customerAddress,
  amount: '10',
  ref_id: refId,
})

describe('the token endpoint', () => {
  it('gives a bearer token for 3,599 seconds with the scopes that were asked for', async () => {
    const { standin } = await openStage()
    const { status, body } = await askToken(standin, { scope: 'transfer:read_transfer events:read_event' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      expires_in: 3_599,
      scope: 'transfer:read_transfer events:read_event',
      token_type: 'bearer',
    })
  })

  it('takes a multipart form too, as the documents send it', async () => {
    const { standin } = await openStage()
    const form = new FormData()
    form.set('grant_type', 'client_credentials')
    form.set('client_id', standin.credentials[0]?.clientId ?? '')
    form.set('client_secret', standin.credentials[0]?.clientSecret ?? '')
    form.set('scope', 'events:read_event')
    const answer = await readAnswer(await fetch(standin.tokenUrl, { method: 'POST', body: form }))
    expect(answer.body.scope).toBe('events:read_event')
  })

  it.each([
    ['a wrong secret', { client_secret: 'no' }, 401, 'invalid_client'],
    ['a scope that was not granted', { scope: 'exchange:write_order' }, 400, 'invalid_scope'],
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ])('refuses %s', async (_what, form, status, error) => {
    const { standin } = await openStage()
    expect(await askToken(standin, form)).toMatchObject({ status, body: { error } })
  })

  it('blocks everything for five minutes after more than one request a second on average', async () => {
    const stage = await openStage()
    let last = 200
    for (let index = 0; index < 300 && last === 200; index += 1) last = (await askToken(stage.standin)).status
    expect(last).toBe(429)
    expect((await stage.get('/profiles')).status).toBe(429)
    await stage.pass(301)
    expect((await stage.get('/profiles')).status).toBe(200)
  })
})

describe('the doors of the API', () => {
  it('answers 401 as a problem without a token, with an old one and after a restart', async () => {
    const stage = await openStage()
    const without = await stage.call('GET', '/profiles', undefined, { authorization: '' })
    expect(without).toMatchObject({
      status: 401,
      type: 'application/problem+json',
      body: { type: 'about:blank' },
    })
    await stage.pass(3_600)
    expect((await stage.get('/profiles')).status).toBe(401)
  })

  it('answers 403 and names the scope that is missing', async () => {
    const stage = await openStage()
    const { body } = await askToken(stage.standin, { scope: 'events:read_event' })
    const headers = { authorization: `Bearer ${body.access_token}` }
    const answer = await stage.call('GET', '/profiles', undefined, headers)
    expect(answer.status).toBe(403)
    expect(answer.body.detail).toContain('funding:read_profile')
  })

  it('answers 404 as a problem on an unknown path, 400 for a body that is not JSON', async () => {
    const stage = await openStage()
    expect(await stage.get('/nothing')).toMatchObject({
      status: 404,
      body: { type: 'about:blank', status: 404 },
    })
    const broken = await fetch(`${stage.standin.apiUrl}/profiles`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stage.token}` },
      body: '{"nickname"',
    })
    expect(broken.status).toBe(400)
  })
})

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function signatureOf(
  key: KeyObject,
  facts: Readonly<{
    alg: 'ES256' | 'EdDSA'
    method: string
    path: string
    body: string
    at: number
    kid?: string
  }>,
): string {
  const head = encode({
    alg: facts.alg,
    kid: facts.kid ?? 'k1',
    'paxos.com/timestamp': String(facts.at),
    'paxos.com/request-method': facts.method,
    'paxos.com/request-path': facts.path,
  })
  const text = `${head}.${Buffer.from(facts.body).toString('base64url')}`
  const signature =
    facts.alg === 'ES256'
      ? sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' })
      : sign(null, Buffer.from(text), key)
  return `${text}.${signature.toString('base64url')}`
}

describe('request signing', () => {
  const at = Date.UTC(2026, 6, 1, 9, 30) / 1_000

  it.each(['ES256', 'EdDSA'] as const)(
    'takes requests signed with %s and refuses what differs',
    async (alg) => {
      const { privateKey, publicKey } =
        alg === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519')
      const keys = [{ kid: 'k1', publicKey: publicKey.export({ format: 'jwk' }) }]
      const credential = { clientId: 'signing', clientSecret: 's', scopes: allScopes, signing: { keys } }
      const stage = await openStage({ credentials: [credential] })
      const body = { nickname: `Till ${alg}` }
      const facts = { alg, method: 'POST', path: '/v2/profiles', body: JSON.stringify(body), at }
      const ask = async (change: Partial<typeof facts> & { kid?: string }) =>
        (
          await stage.call('POST', '/profiles', body, {
            'paxos-signature': signatureOf(privateKey, { ...facts, ...change }),
          })
        ).status
      expect((await stage.post('/profiles', body)).status).toBe(401)
      expect(await ask({ method: 'PUT' })).toBe(401)
      expect(await ask({ path: '/v2/profiles?x=1' })).toBe(401)
      expect(await ask({ body: '{}' })).toBe(401)
      expect(await ask({ at: at - 1_801 })).toBe(401)
      expect(await ask({ kid: 'other' })).toBe(401)
      expect(await ask({})).toBe(200)
      const path = '/v2/profiles?limit=1'
      const signature = signatureOf(privateKey, { alg, method: 'GET', path, body: '', at })
      const listed = await stage.call('GET', '/profiles?limit=1', undefined, { 'paxos-signature': signature })
      expect(listed.status).toBe(200)
    },
  )
})

describe('faults of requests', () => {
  const paths = [
    ['/transfer/crypto-withdrawals', '/transfer/transfers?ref_ids=r1'],
    ['/transfer/deposit-addresses', '/transfer/deposit-addresses?ref_ids=r1'],
    ['/transfer/internal', '/transfer/transfers?ref_ids=r1'],
  ] as const

  async function bodyFor(stage: Awaited<ReturnType<typeof openStage>>, path: string): Promise<unknown> {
    if (path === '/transfer/crypto-withdrawals') return withdrawal(stage.profileId, 'r1')
    if (path === '/transfer/deposit-addresses')
      return { profile_id: stage.profileId, crypto_network: 'ETHEREUM', ref_id: 'r1' }
    const { body } = await stage.post('/profiles', { nickname: 'Float' })
    return {
      from_profile_id: stage.profileId,
      to_profile_id: body.id,
      asset: 'PYUSD',
      amount: '1',
      ref_id: 'r1',
    }
  }

  it.each(paths)(
    'commits a POST to %s whose answer is lost, and says 409 on the second',
    async (path, lookUp) => {
      const stage = await openStage({ openingBalances: { PYUSD: '100' } })
      const body = await bodyFor(stage, path)
      stage.standin.faults.breakRequests({ kind: 'lostAnswerAfterCommit', method: 'POST' })
      await expect(stage.post(path, body)).rejects.toThrow('fetch failed')
      const found = await stage.get(lookUp)
      expect(found.body.items).toHaveLength(1)
      const again = await stage.post(path, body)
      expect(again.status).toBe(409)
      expect(again.body.type).toMatch(/already-exists$/)
      expect(again.body.meta.existing.id).toBe(found.body.items[0].id)
    },
  )

  it('commits and never answers, until the caller gives up', async () => {
    const stage = await openStage({ openingBalances: { PYUSD: '100' } })
    stage.standin.faults.breakRequests({
      kind: 'noAnswerAfterCommit',
      path: '/v2/transfer/crypto-withdrawals',
    })
    const call = fetch(`${stage.standin.apiUrl}/transfer/crypto-withdrawals`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stage.token}` },
      body: JSON.stringify(withdrawal(stage.profileId, 'r1')),
      signal: AbortSignal.timeout(300),
    })
    await expect(call).rejects.toThrow(/aborted|timeout/i)
    expect((await stage.get('/transfer/transfers?ref_ids=r1')).body.items).toHaveLength(1)
  })

  it.each(['lostRequest', 'errorBeforeCommit'] as const)('commits nothing after %s', async (kind) => {
    const stage = await openStage({ openingBalances: { PYUSD: '100' } })
    stage.standin.faults.breakRequests(kind === 'lostRequest' ? { kind } : { kind, status: 503 })
    const answer = await stage
      .post('/transfer/crypto-withdrawals', withdrawal(stage.profileId, 'r1'))
      .catch(() => undefined)
    expect(answer?.status).toBe(kind === 'lostRequest' ? undefined : 503)
    expect((await stage.get('/transfer/transfers')).body.items).toEqual([])
  })

  it('answers an error although it committed', async () => {
    const stage = await openStage({ openingBalances: { PYUSD: '100' } })
    stage.standin.faults.breakRequests({ kind: 'errorAfterCommit', status: 504 })
    const answer = await stage.post('/transfer/crypto-withdrawals', withdrawal(stage.profileId, 'r1'))
    expect(answer.status).toBe(504)
    expect((await stage.get('/transfer/transfers?ref_ids=r1')).body.items).toHaveLength(1)
  })

  it('answers 409 with the record of somebody else, and commits nothing', async () => {
    const stage = await openStage({ openingBalances: { PYUSD: '100' } })
    stage.standin.faults.breakRequests({ kind: 'otherRecord' })
    const answer = await stage.post('/transfer/crypto-withdrawals', withdrawal(stage.profileId, 'r1'))
    expect(answer).toMatchObject({
      status: 409,
      body: { meta: { existing: { ref_id: 'r1', amount: '999.99' } } },
    })
    expect((await stage.get('/transfer/transfers')).body.items).toEqual([])
  })

  it('answers 429 with the pause it asks for, breaks off JSON, refuses tokens, and waits', async () => {
    const stage = await openStage()
    const { faults } = stage.standin
    faults.breakRequests({ kind: 'tooManyRequests', retryAfterSeconds: 7 })
    const limited = await fetch(`${stage.standin.apiUrl}/profiles`)
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7'])
    faults.breakRequests({ kind: 'garbledAnswerAfterCommit' })
    await expect(stage.get('/profiles')).rejects.toThrow(SyntaxError)
    faults.breakRequests({ kind: 'delay', delayMs: 5 })
    expect((await stage.get('/profiles')).status).toBe(200)
    faults.revokeTokens()
    expect((await stage.get('/profiles')).status).toBe(401)
  })

  it('throttles everything for five minutes', async () => {
    const stage = await openStage()
    stage.standin.faults.throttle()
    expect((await askToken(stage.standin)).status).toBe(429)
    await stage.pass(299)
    expect((await stage.get('/profiles')).status).toBe(429)
    await stage.pass(1)
    expect((await stage.get('/profiles')).status).toBe(200)
  })

  it('stops a fault that is taken back, and counts calls', async () => {
    const stage = await openStage()
    const end = stage.standin.faults.breakRequests({
      kind: 'errorBeforeCommit',
      status: 500,
      times: Infinity,
    })
    expect((await stage.get('/profiles')).status).toBe(500)
    end()
    expect((await stage.get('/profiles')).status).toBe(200)
    expect(stage.standin.faults.calls()['GET /v2/profiles']).toBe(2)
  })
})
