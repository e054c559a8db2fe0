import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openProbe } from '../contract/probe-api.ts'
import { pairScreen, startTestKiosk } from '../contract/transports.ts'
import { sendRaw } from './raw-http.ts'

const secret = 'nobody may read this'
let kiosk: Awaited<ReturnType<typeof startTestKiosk>>
let cookie: string
let outside: string

beforeAll(async () => {
  kiosk = await startTestKiosk(openProbe().api)
  cookie = await pairScreen(kiosk, 'till')
  mkdirSync(join(kiosk.folder, 'assets'))
  writeFileSync(join(kiosk.folder, 'assets', 'app-4f2a.js'), 'export {}')
  writeFileSync(join(kiosk.folder, '.stamp.json'), secret)
  writeFileSync(join(kiosk.folder, 'ledger.db'), secret)
  outside = `${kiosk.folder}-x`
  mkdirSync(outside)
  writeFileSync(join(outside, 'keys.json'), secret)
  writeFileSync(join(dirname(kiosk.folder), 'stablepoint-outside.json'), secret)
})
afterAll(async () => {
  await kiosk.stop()
})

describe('what a paired browser cannot read', () => {
  it.each([
    '/../stablepoint-outside.json',
    '/..%2fstablepoint-outside.json',
    '/..%2Fstablepoint-outside.json',
    '/%2e%2e/stablepoint-outside.json',
    '/%2e%2e%2fstablepoint-outside.json',
    '/assets/..%2f..%2fstablepoint-outside.json',
    '/assets/../../stablepoint-outside.json',
    '/..%252fstablepoint-outside.json',
    '/%252e%252e%252fstablepoint-outside.json',
    '/..\\stablepoint-outside.json',
    '/..%5cstablepoint-outside.json',
    '/assets/..%5c..%5cstablepoint-outside.json',
    '//stablepoint-outside.json',
    '/%2fetc/passwd',
    '/%00index.html',
    '/index.html%00.js',
    '/.stamp.json',
    '/%2estamp.json',
    '/ledger.db',
    '/assets',
    '/assets/',
    '/assets/app-4f2a.js/',
    '/%E0%A4%A',
    '/CON.js',
    '/index.html::$DATA',
    `/${'a/'.repeat(2_000)}a.js`,
  ])('%s', async (target) => {
    const answer = await sendRaw(kiosk.port, target, { cookie })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(answer.body).not.toContain(secret)
  })

  it('a folder beside the pages whose name begins alike', async () => {
    const name = outside.split('/').at(-1) ?? ''
    for (const target of [`/../${name}/keys.json`, `/..%2f${name}%2fkeys.json`]) {
      const answer = await sendRaw(kiosk.port, target, { cookie })
      expect(answer.body).not.toContain(secret)
    }
  })

  it('an absolute path of this machine, even as a full address', async () => {
    const target = `http://127.0.0.1:${kiosk.port}/..%2fstablepoint-outside.json`
    expect((await sendRaw(kiosk.port, target, { cookie })).status).toBe(404)
  })
})

describe('what a paired browser can read', () => {
  it('the page with a policy and a nonce of its own, never kept', async () => {
    const [first, second] = await Promise.all([
      sendRaw(kiosk.port, '/', { cookie }),
      sendRaw(kiosk.port, '/', { cookie }),
    ])
    expect(first.status).toBe(200)
    const nonces = [first, second].map(({ headers, body }) => {
      const nonce = /content="([^"]+)"/.exec(body)?.[1] ?? ''
      expect(headers).toContain(`style-src 'self' 'nonce-${nonce.toLowerCase()}'`)
      expect(headers).toContain('cache-control: no-store')
      return nonce
    })
    expect(nonces[0]).toMatch(/^[A-Za-z0-9+/]{22}==$/)
    expect(nonces[0]).not.toBe(nonces[1])
  })

  it('its scripts, by the kind of file they are', async () => {
    const answer = await sendRaw(kiosk.port, '/assets/app-4f2a.js', { cookie })
    expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('export') })
    expect(answer.headers).toContain('content-type: text/javascript')
    expect(answer.headers).toContain('immutable')
  })

  it('nothing but with GET and HEAD', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE']) {
      expect((await sendRaw(kiosk.port, '/', { cookie }, method)).status).toBe(405)
    }
    expect(await sendRaw(kiosk.port, '/', { cookie }, 'HEAD')).toMatchObject({ status: 200, body: '' })
  })
})

describe('every answer', () => {
  const cases: readonly (readonly [string, string, Record<string, string>, string])[] = [
    ['the page', '/', {}, 'GET'],
    ['a file', '/assets/app-4f2a.js', {}, 'GET'],
    ['a missing file', '/none.js', {}, 'GET'],
    ['a browser without a cookie', '/', { cookie: '' }, 'GET'],
    ['a wrong pairing token', '/pair?token=wrong', {}, 'GET'],
    ['a foreign host', '/', { host: 'evil.example' }, 'GET'],
    ['another method', '/', {}, 'OPTIONS'],
  ]
  it.each(cases)(
    'carries the whole policy and no CORS header: %s',
    async (_name, target, headers, method) => {
      const origin = 'https://evil.example'
      const answer = await sendRaw(kiosk.port, target, { cookie, origin, ...headers }, method)
      expect(answer.headers).toContain("content-security-policy: default-src 'none'; script-src 'self';")
      expect(answer.headers).toContain("frame-ancestors 'none'")
      expect(answer.headers).not.toMatch(/unsafe-(inline|eval)/)
      expect(answer.headers).toContain('x-content-type-options: nosniff')
      expect(answer.headers).toContain('referrer-policy: no-referrer')
      expect(answer.headers).toContain('cross-origin-opener-policy: same-origin')
      expect(answer.headers).toContain('permissions-policy: ')
      expect(answer.headers).not.toContain('access-control-')
    },
  )

  it('keeps the pages from other addresses: the policy names our own WebSocket alone', async () => {
    const { headers } = await sendRaw(kiosk.port, '/', { cookie })
    expect(headers).toContain(`connect-src 'self' ws://127.0.0.1:${kiosk.port};`)
  })
})

describe('a name that was pointed at this machine', () => {
  it.each([
    'evil.example',
    'evil.example:4310',
    '127.0.0.1',
    '127.0.0.1.evil.example',
    '0.0.0.0',
    '',
    '[::1]',
  ])('is refused: %s', async (host) => {
    const answer = await sendRaw(kiosk.port, '/', { cookie, host })
    expect([400, 421]).toContain(answer.status)
    const { pathname, search } = new URL(kiosk.pairingUrl('till'))
    const pairing = await sendRaw(kiosk.port, `${pathname}${search}`, { host })
    expect([400, 421]).toContain(pairing.status)
    expect(pairing.headers).not.toContain('set-cookie')
  })
})
