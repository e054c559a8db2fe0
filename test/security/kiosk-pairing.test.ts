import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openProbe } from '../contract/probe-api.ts'
import { pairScreen, startTestKiosk } from '../contract/transports.ts'
import { sendRaw, type RawAnswer } from './raw-http.ts'

let kiosk: Awaited<ReturnType<typeof startTestKiosk>>

beforeEach(async () => {
  kiosk = await startTestKiosk(openProbe().api)
})
afterEach(() => kiosk.stop())

function open(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<RawAnswer> {
  return sendRaw(kiosk.port, path, headers, method)
}

function pathOf(screen: 'till' | 'display'): string {
  const { pathname, search } = new URL(kiosk.pairingUrl(screen))
  return `${pathname}${search}`
}

describe('pairing', () => {
  it.each([
    ['till', '/'],
    ['display', '/display'],
  ] as const)(
    'gives a %s its cookie, out of reach of scripts and other sites, and leads on',
    async (screen, home) => {
      const answer = await open(pathOf(screen))
      expect(answer.status).toBe(303)
      expect(answer.headers).toContain(`location: ${home}\r`)
      expect(answer.headers).toMatch(
        new RegExp(
          `set-cookie: stablepoint_${screen}_${kiosk.port}=[\\w-]{43}; path=/; httponly; samesite=strict`,
        ),
      )
      expect(answer.headers).toContain('cache-control: no-store')
      expect(answer.headers).not.toContain(new URL(kiosk.pairingUrl(screen)).searchParams.get('token') ?? '?')
    },
  )

  it('lets a browser that lost its cookie back in', async () => {
    const first = await pairScreen(kiosk, 'till')
    const second = await pairScreen(kiosk, 'till')
    expect(second).not.toBe(first)
    expect((await open('/', { cookie: second })).status).toBe(200)
  })

  it('keeps the cookie of a browser that has one', async () => {
    const cookie = await pairScreen(kiosk, 'till')
    const again = await open(pathOf('till'), { cookie })
    expect(again.headers).toContain(cookie.toLowerCase())
  })

  it('does not pair on a HEAD request, which previews of links make', async () => {
    const answer = await open(pathOf('till'), {}, 'HEAD')
    expect(answer.headers).not.toContain('set-cookie')
  })

  it.each(['image', 'iframe', 'script', 'empty'])(
    'does not pair a page that embeds the address as %s',
    async (kind) => {
      const answer = await open(pathOf('till'), { 'sec-fetch-dest': kind })
      expect(answer.status).toBe(403)
      expect(answer.headers).not.toContain('set-cookie')
    },
  )

  it('leads a browser that came by a link from elsewhere round once more, and only once', async () => {
    const led = { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' }
    const first = await open('/', led)
    expect(first).toMatchObject({ status: 401, body: expect.stringContaining('content="0; url=/?again"') })
    const second = await open('/?again', led)
    expect(second).toMatchObject({ status: 401, body: expect.not.stringContaining('refresh') })
  })
})

describe('a browser that is not paired', () => {
  it.each(['/', '/display', '/index.html', '/display.html', '/assets/app-4f2a.js', '/anything'])(
    'is told how to pair at %s, in plain words',
    async (path) => {
      const answer = await open(path)
      expect(answer.status).toBe(401)
      expect(answer.body).toContain('Open the address that the till printed when it started.')
    },
  )

  it.each([
    ['an empty cookie', (port: number) => `stablepoint_till_${port}=`],
    ['a made-up cookie', (port: number) => `stablepoint_till_${port}=${'A'.repeat(43)}`],
    ['the cookie of another till on this machine', () => `stablepoint_till_1=${'A'.repeat(43)}`],
    ['an enormous cookie', (port: number) => `a=${'b'.repeat(9_000)}; stablepoint_till_${port}=x`],
  ])('is refused with %s', async (_name, cookie) => {
    expect((await open('/', { cookie: cookie(kiosk.port) })).status).toBe(401)
  })

  it('cannot use the pairing token as a cookie', async () => {
    const token = new URL(kiosk.pairingUrl('till')).searchParams.get('token') ?? ''
    expect((await open('/', { cookie: `stablepoint_till_${kiosk.port}=${token}` })).status).toBe(401)
  })
})

describe('a customer display', () => {
  it('cannot open the till with its own cookie, under either name', async () => {
    const cookie = await pairScreen(kiosk, 'display')
    const value = cookie.split('=')[1] ?? ''
    expect((await open('/display', { cookie })).status).toBe(200)
    expect((await open('/', { cookie })).status).toBe(401)
    expect((await open('/', { cookie: `stablepoint_till_${kiosk.port}=${value}` })).status).toBe(401)
  })

  it('can stand beside a till in one browser', async () => {
    const cookie = `${await pairScreen(kiosk, 'till')}; ${await pairScreen(kiosk, 'display')}`
    expect((await open('/', { cookie })).status).toBe(200)
    expect((await open('/display', { cookie })).status).toBe(200)
  })
})

describe('a flood of wrong tokens', () => {
  it('is answered with 401 ten times and then with 429, also for the right one', async () => {
    const statuses: number[] = []
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const answer = await open(`/pair?token=${'w'.repeat(attempt)}`)
      expect(answer.headers).not.toContain('set-cookie')
      statuses.push(answer.status)
    }
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429])
    const right = await open(pathOf('till'))
    expect(right.status).toBe(429)
    expect(right.headers).toContain('retry-after: 60')
  })

  it('does not disturb screens that are paired', async () => {
    const cookie = await pairScreen(kiosk, 'till')
    for (let attempt = 0; attempt < 11; attempt += 1) await open('/pair?token=wrong')
    expect((await open('/', { cookie })).status).toBe(200)
  })

  it('cannot be caused by a page that only embeds the address', async () => {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await open('/pair?token=wrong', { 'sec-fetch-dest': 'image', 'sec-fetch-site': 'cross-site' })
    }
    expect((await open(pathOf('till'))).status).toBe(303)
  })
})
