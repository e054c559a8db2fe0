import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createNetServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openPaxos, type Paxos, type PaxosOptions } from '../../../../electron/backends/paxos/open-paxos.ts'
import type { Log, LogFields } from '../../../../electron/platform/log.ts'

type Seen = Readonly<{ method: string; url: string; headers: IncomingMessage['headers']; body: string }>
type Handler = (response: ServerResponse, seen: Seen, count: number) => void

const clientSecret = 'very-secret-of-the-shop'
const tokenText = 'token-of-the-till'
const calls = { get: '/things', post: '/transfer/crypto-withdrawals' }

async function listen(handler: Parameters<typeof createServer>[1] & {}): Promise<string> {
  const server = createServer(handler)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  })
  // A TCP server's address is never a path.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const piece of request.setEncoding('utf8')) body += String(piece)
  return body
}

/** A server whose API answers as the test says; the token endpoint grants unless told otherwise. */
async function open(handle: Handler, options: Partial<PaxosOptions> = {}, grant?: Handler) {
  const seen: Seen[] = []
  const said: string[] = []
  const time = { now: Date.UTC(2026, 6, 1) }
  let tokens = 0
  const host = await listen((request, response) => {
    void readBody(request).then((body) => {
      const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body }
      if (request.url === '/oauth2/token') {
        tokens += 1
        const usual: Handler = (answer, _, count) =>
          void answer.end(JSON.stringify({ access_token: `${tokenText}-${count}`, expires_in: 3_599 }))
        return (grant ?? usual)(response, one, tokens)
      }
      seen.push(one)
      return handle(response, one, seen.length)
    })
  })
  const note = (message: string, fields: LogFields = {}): void =>
    void said.push(`${message} ${JSON.stringify(fields)}`)
  const log: Log = { info: note, warn: note, error: note }
  const paxos = openPaxos({
    apiUrl: `${host}/v2`,
    tokenUrl: `${host}/oauth2/token`,
    credentials: { clientId: 'till', clientSecret, scopes: ['a', 'b'] },
    clock: { now: () => time.now },
    log,
    timeoutMs: 20_000,
    retries: { attemptsMax: 3, firstMs: 1, longestMs: 1, random: () => 0, wait: () => Promise.resolve() },
    ...options,
  })
  return { paxos, seen, said, time, host, tokens: () => tokens }
}

function answer(status: number, body: string, headers: Record<string, string> = {}): Handler {
  return (response) => void response.writeHead(status, headers).end(body)
}

const get = ({ call }: Paxos): Promise<unknown> => call({ method: 'GET', path: calls.get })
const post = ({ call }: Paxos): Promise<unknown> =>
  call({ method: 'POST', path: calls.post, body: { ref_id: 'r1', note: 'for Jane' }, rate: 'withdrawal' })
const silent: Handler = () => undefined
const torn: Handler = (response) => {
  response.writeHead(200, { 'content-length': '100' }).write('{"id":"')
  response.destroy()
}
const slowBody: Handler = (response) => void response.writeHead(200).write('{"id":')

describe('a call of Paxos', () => {
  it.each([
    // what the server does, what a read makes of it, how often it was asked, what a write makes of it
    ['is silent', silent, 'backend.unavailable', 3, 'backend.outcomeUnknown'],
    ['stops within its answer', torn, 'backend.unavailable', 3, 'backend.outcomeUnknown'],
    ['never ends its answer', slowBody, 'backend.unavailable', 3, 'backend.outcomeUnknown'],
    ['breaks off with 500', answer(500, ''), 'backend.unavailable', 3, 'backend.outcomeUnknown'],
    ['is away with 503', answer(503, '{}'), 'backend.unavailable', 3, 'backend.outcomeUnknown'],
    ['waits in vain with 504', answer(504, '<html>'), 'backend.unavailable', 3, 'backend.outcomeUnknown'],
    ['gives up with 408', answer(408, ''), 'backend.unavailable', 3, 'backend.outcomeUnknown'],
    ['answers a page', answer(200, '<html>'), 'backend.badAnswer', 1, 'backend.outcomeUnknown'],
    ['answers half of it', answer(200, '{"id":"'), 'backend.badAnswer', 1, 'backend.outcomeUnknown'],
    [
      'sends elsewhere',
      answer(302, '', { location: '/x' }),
      'backend.unavailable',
      3,
      'backend.outcomeUnknown',
    ],
    ['refuses', answer(400, '{"detail":"no"}'), 'backend.refused', 1, 'backend.refused'],
    ['refuses with a page', answer(403, '<html>'), 'backend.forbidden', 1, 'backend.forbidden'],
    ['wants a pause, as a page', answer(429, '<html>'), 'backend.rateLimited', 1, 'backend.rateLimited'],
  ] as const)('when Paxos %s', async (_name, handle, read, reads, write) => {
    // Only what never answers is given up early: a busy machine must not decide what comes out.
    const limits = handle === silent || handle === slowBody ? { timeoutMs: 800 } : {}
    const reading = await open(handle, limits)
    await expect(get(reading.paxos)).rejects.toMatchObject({ code: read })
    expect(reading.seen).toHaveLength(reads)
    const writing = await open(handle, limits)
    await expect(post(writing.paxos)).rejects.toMatchObject({ code: write })
    expect(writing.seen).toHaveLength(1)
  })

  it('reads no answer to its end that is larger than any of Paxos', async () => {
    const huge: Handler = (response) => {
      const fill = (): void => {
        while (!response.destroyed && response.write('x'.repeat(1_000_000)));
        if (!response.destroyed) response.once('drain', fill)
      }
      fill()
    }
    const { paxos, seen } = await open(huge)
    await expect(get(paxos)).rejects.toMatchObject({ code: 'backend.badAnswer' })
    await expect(post(paxos)).rejects.toMatchObject({ code: 'backend.outcomeUnknown' })
    expect(seen).toHaveLength(2)
  })

  it('knows that nothing was sent where nobody listens, and tries a write again with the same body', async () => {
    const { host } = await open(answer(200, '{}'))
    const blocked = createNetServer()
    blocked.listen(0, '127.0.0.1')
    await once(blocked, 'listening')
    const { port } = blocked.address() as AddressInfo
    blocked.close()
    await once(blocked, 'close')
    let waits = 0
    const paxos = openPaxos({
      apiUrl: `http://127.0.0.1:${port}/v2`,
      tokenUrl: `${host}/oauth2/token`,
      credentials: { clientId: 'till', clientSecret, scopes: [] },
      clock: { now: () => 0 },
      retries: {
        attemptsMax: 3,
        firstMs: 1,
        longestMs: 1,
        random: () => 0,
        wait: () => Promise.resolve((waits += 1)),
      },
    })
    await expect(post(paxos)).rejects.toMatchObject({ code: 'backend.unavailable' })
    expect(waits).toBe(2)
  })

  it('recovers a read from a short failure', async () => {
    const { paxos } = await open((response, _, count) =>
      count < 3 ? void response.writeHead(502).end() : void response.end('{"ok":true}'),
    )
    await expect(get(paxos)).resolves.toEqual({ ok: true })
  })

  it('asks for another token once, and sends a refused write again with the same body', async () => {
    const { paxos, seen, tokens } = await open((response, { headers }) =>
      headers.authorization === `Bearer ${tokenText}-1`
        ? void response.writeHead(401).end('{}')
        : void response.end('{"id":"t1"}'),
    )
    await expect(post(paxos)).resolves.toEqual({ id: 't1' })
    expect(seen.map(({ body }) => body)).toEqual([seen[0]?.body, seen[0]?.body])
    expect(tokens()).toBe(2)
  })

  it('asks for no token at each poll when every token is refused', async () => {
    const { paxos, time, tokens } = await open(answer(401, '{}'))
    for (let second = 0; second < 60; second += 1) {
      await expect(get(paxos)).rejects.toMatchObject({ code: 'backend.unauthorized' })
      time.now += 1_000
    }
    expect(tokens()).toBe(2)
  })

  it('leaves Paxos alone for five minutes when the token endpoint throttles', async () => {
    const { paxos, time, seen, tokens } = await open(answer(200, '{}'), {}, (response, _, count) =>
      count === 1
        ? void response.writeHead(429).end('slow down')
        : void response.end(JSON.stringify({ access_token: 't', expires_in: 3_599 })),
    )
    for (let second = 0; second < 300; second += 1) {
      await expect(get(paxos)).rejects.toMatchObject({ code: 'backend.rateLimited' })
      time.now += 1_000
    }
    expect([tokens(), seen.length]).toEqual([1, 0])
    // A pause of the token desk may last one minute longer than the block.
    time.now += 60_000
    await expect(get(paxos)).resolves.toEqual({})
  })

  it.each([
    ['a page', '<html>', 'backend.badAnswer'],
    ['a token with a line end', '{"access_token":"a\\r\\nx: y","expires_in":9}', 'backend.badAnswer'],
    ['no time', '{"access_token":"a"}', 'backend.badAnswer'],
  ])('takes %s for no token', async (_name, body, code) => {
    const { paxos, seen } = await open(answer(200, '{}'), {}, answer(200, body))
    await expect(get(paxos)).rejects.toMatchObject({ code })
    expect(seen).toHaveLength(0)
  })

  it('takes a token that does not say its scopes for one that has what was asked for', async () => {
    const { paxos } = await open(answer(200, '{}'))
    expect((await paxos.tokens.current()).scopes).toEqual(new Set(['a', 'b']))
    const less = JSON.stringify({ access_token: 't', expires_in: 9, scope: 'a' })
    const lacking = await open(answer(200, '{}'), {}, answer(200, less))
    expect((await lacking.paxos.tokens.current()).scopes).toEqual(new Set(['a']))
  })

  it('names the scope that the token endpoint refuses', async () => {
    const body = JSON.stringify({
      error: 'invalid_scope',
      error_description: "not allowed to request scope 'b'",
    })
    const { paxos } = await open(answer(200, '{}'), {}, answer(400, body))
    await expect(get(paxos)).rejects.toMatchObject({ code: 'backend.forbidden', details: { missing: 'b' } })
  })

  it('repeats a query name for each value and encodes it, also in the path', async () => {
    const { paxos, seen } = await open(answer(200, '{}'))
    await paxos.call({
      method: 'GET',
      path: `/x/${encodeURIComponent('../a b')}`,
      query: [
        ['ids', 'a&b'],
        ['ids', 'ü'],
      ],
    })
    expect(seen[0]?.url).toBe('/v2/x/..%2Fa%20b?ids=a%26b&ids=%C3%BC')
  })

  it('says neither secret nor token, neither body nor query, in errors and in the log', async () => {
    const { paxos, said } = await open(
      (response, { body }) =>
        void response.writeHead(400).end(JSON.stringify({ title: 'Bad', meta: { sent: body } })),
    )
    const failures: unknown[] = []
    await post(paxos).catch((error: unknown) => failures.push(error))
    await paxos
      .call({ method: 'GET', path: '/x', query: [['addresses', '0xcustomer']] })
      .catch((error: unknown) => failures.push(error))
    expect(failures).toHaveLength(2)
    const written = `${said.join('\n')} ${inspect(failures, { depth: 9 })} ${JSON.stringify(failures)}`
    expect(said.join()).toContain('Paxos refused a call')
    for (const secret of [clientSecret, tokenText, 'Jane', '0xcustomer'])
      expect(written).not.toContain(secret)
  })
})

describe('openPaxos', () => {
  it.each([
    ['http://api.paxos.com/v2', 'https://oauth.paxos.com/oauth2/token'],
    ['https://api.paxos.com/v2', 'http://oauth.paxos.com/oauth2/token'],
    ['https://user:pw@api.paxos.com/v2', 'https://oauth.paxos.com/oauth2/token'],
    ['http://127.0.0.1.evil.example/v2', 'https://oauth.paxos.com/oauth2/token'],
    ['api.paxos.com', 'https://oauth.paxos.com/oauth2/token'],
  ])('carries no secret in the clear: %s, %s', (apiUrl, tokenUrl) => {
    const credentials = { clientId: 'c', clientSecret, scopes: [] }
    expect(() => openPaxos({ apiUrl, tokenUrl, credentials, clock: { now: () => 0 } })).toThrow(/https/)
  })
})
