import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { frameMax, wireBytesMax } from '../../electron/api/frames.ts'
import { openProbe } from '../contract/probe-api.ts'
import { openSocket, pairScreen, startTestKiosk } from '../contract/transports.ts'
import { sendRaw } from './raw-http.ts'

let kiosk: Awaited<ReturnType<typeof startTestKiosk>>
let till: string
let host: string

beforeEach(async () => {
  kiosk = await startTestKiosk(openProbe().api)
  till = await pairScreen(kiosk, 'till')
  host = `127.0.0.1:${kiosk.port}`
})
afterEach(() => kiosk.stop())

/** The status a WebSocket is turned away with. */
async function refusedWith(headers: Record<string, string>, path = '/rpc'): Promise<number> {
  const upgrade = {
    origin: `http://${host}`,
    cookie: till,
    upgrade: 'websocket',
    connection: 'Upgrade',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'sec-websocket-version': '13',
  }
  return (await sendRaw(kiosk.port, path, { ...upgrade, ...headers })).status
}

async function ask(socket: WebSocket, message: string): Promise<unknown> {
  const answered = once(socket, 'message')
  socket.send(message)
  const [data]: unknown[] = await answered
  return JSON.parse(String(data))
}

const hello = JSON.stringify({ i: '1', p: { u: '/session/hello', b: {} } })

describe('a WebSocket', () => {
  it('opens for a page of ours in a paired browser', async () => {
    const socket = await openSocket(kiosk.port, { cookie: till })
    expect(await ask(socket, hello)).toMatchObject({
      i: '1',
      p: { b: { json: { shopName: 'Corner Shop' } } },
    })
    socket.close()
  })

  it.each([
    'https://evil.example',
    'http://evil.example',
    'null',
    '',
    'http://127.0.0.1',
    'http://127.0.0.1:1',
    'https://127.0.0.1',
    'http://localhost.evil.example',
  ])('is refused to a page from %j, whatever its cookie', async (origin) => {
    expect(await refusedWith({ origin })).toBe(403)
  })

  it('is refused to a page on our own port under another of our names', async () => {
    expect(await refusedWith({ origin: `http://localhost:${kiosk.port}` })).toBe(403)
  })

  it.each(['evil.example', 'evil.example:80', '127.0.0.1', ''])(
    'is refused under the host %j',
    async (name) => {
      expect([400, 421]).toContain(await refusedWith({ host: name, origin: `http://${name}` }))
    },
  )

  it('is refused without a cookie, with a foreign one and with the pairing token', async () => {
    const token = new URL(kiosk.pairingUrl('till')).searchParams.get('token') ?? ''
    for (const cookie of [
      '',
      `stablepoint_till_${kiosk.port}=${'A'.repeat(43)}`,
      `stablepoint_till_${kiosk.port}=${token}`,
    ]) {
      expect(await refusedWith({ cookie })).toBe(401)
    }
  })

  it.each(['/', '/rpc/', '/RPC', '/rpc%2f', '//', '/other'])('is refused at %s', async (path) => {
    expect(await refusedWith({}, path)).toBe(404)
  })

  it('is what its cookie says: a display stays a display', async () => {
    const display = await pairScreen(kiosk, 'display')
    expect(await refusedWith({ cookie: till }, '/rpc?screen=display')).toBe(401)
    expect(await refusedWith({ cookie: display }, '/rpc?screen=till')).toBe(401)
    expect(await refusedWith({ cookie: till }, '/rpc?screen=owner')).toBe(401)
    const signIn = JSON.stringify({
      i: '1',
      p: { u: '/session/signIn', b: { json: { staffId: 'olga', pin: '1111' } } },
    })
    for (const path of ['/rpc', '/rpc?screen=display']) {
      const socket = await openSocket(kiosk.port, { cookie: display }, path)
      expect(await ask(socket, signIn)).toMatchObject({
        p: { s: 422, b: { json: { data: { code: 'session.forbidden' } } } },
      })
      socket.close()
    }
  })

  it('is a display for a display page in a browser that is also a till', async () => {
    const cookie = `${till}; ${await pairScreen(kiosk, 'display')}`
    const socket = await openSocket(kiosk.port, { cookie }, '/rpc?screen=display')
    const touch = JSON.stringify({ i: '1', p: { u: '/session/touch', b: {} } })
    expect(await ask(socket, touch)).toMatchObject({
      p: { b: { json: { data: { code: 'session.forbidden' } } } },
    })
    socket.close()
  })
})

describe('a message', () => {
  it('above the limit is answered, and the connection goes on', async () => {
    const socket = await openSocket(kiosk.port, { cookie: till })
    const large = JSON.stringify({ i: '1', p: { u: '/session/hello', b: { json: 'x'.repeat(frameMax) } } })
    expect(await ask(socket, large)).toMatchObject({
      i: '1',
      p: { s: 422, b: { json: { code: 'POS', data: { code: 'contract.tooLarge' } } } },
    })
    expect(await ask(socket, hello.replace('"1"', '"2"'))).toMatchObject({ i: '2' })
    socket.close()
  })

  it('above the limit of the wire closes the connection and says so', async () => {
    const socket = await openSocket(kiosk.port, { cookie: till })
    socket.on('error', () => undefined)
    const closed = once(socket, 'close')
    socket.send('x'.repeat(wireBytesMax + 1))
    const [code]: unknown[] = await closed
    expect(code).toBe(1009)
    const next = await openSocket(kiosk.port, { cookie: till })
    expect(await ask(next, hello)).toMatchObject({ i: '1' })
    next.close()
  })

  it.each([
    ['no JSON', 'hello'],
    ['no object', '[]'],
    ['no id', '{"p":{"u":"/session/hello"}}'],
    ['an id that is no text', '{"i":7,"p":{"u":"/session/hello"}}'],
  ])('with %s closes the connection with a reason', async (_name, message) => {
    const socket = await openSocket(kiosk.port, { cookie: till })
    const closed = once(socket, 'close')
    socket.send(message)
    const [code, reason]: unknown[] = await closed
    expect(code).toBe(1008)
    expect(String(reason)).toBe('A message could not be read')
  })

  it('of bytes and no text closes the connection', async () => {
    const socket = await openSocket(kiosk.port, { cookie: till })
    const closed = once(socket, 'close')
    socket.send(Buffer.from(hello))
    const [code]: unknown[] = await closed
    expect(code).toBe(1008)
  })

  it.each([
    ['a method', { u: '/session/hello', m: 'GET' }],
    ['the header of a file', { u: '/session/hello', h: { 'content-disposition': 'attachment; filename=x' } }],
    [
      'the header of a form',
      { u: '/session/hello', h: { 'content-type': 'multipart/form-data; boundary=x' } },
    ],
    ['the header of a stream', { u: '/session/hello', h: { 'content-type': 'text/event-stream' } }],
    ['a full address', { u: 'http://evil.example/session/hello' }],
    ['a query', { u: '/session/hello?data={}' }],
    ['a body that is none', { u: '/session/signIn', b: 'text' }],
    ['a prototype for a path', { u: '/__proto__/constructor' }],
  ])('with %s is answered as bad, and the connection goes on', async (_name, payload) => {
    const socket = await openSocket(kiosk.port, { cookie: till })
    const answer = await ask(socket, JSON.stringify({ i: '1', p: payload }))
    expect(answer).toMatchObject({ i: '1', p: { s: 422, b: { json: { defined: true, code: 'POS' } } } })
    expect(await ask(socket, hello)).toMatchObject({ p: { b: { json: { shopName: 'Corner Shop' } } } })
    socket.close()
  })
})
