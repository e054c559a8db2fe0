import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Connection, Screen } from '../api/context.ts'
import { wireBytesMax } from '../api/frames.ts'
import { serveWebSocket, type Api } from '../api/serve.ts'
import type { Ids } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { messageOf } from '../../shared/errors/pos-error.ts'
import { readCookies } from './cookies.ts'
import { isOwnOrigin } from './own-address.ts'
import type { PairedScreen, Pairing } from './pairing.ts'

const socketsMax = 64
/** A screen that answers no ping for this long is gone, whatever its wire says. */
const pingMs = 20_000

export type SocketDoorOptions = Readonly<{
  hosts: () => ReadonlySet<string>
  port: () => number
  pairing: Pairing
  api: () => Api | undefined
  ids: Ids
  log: Log
}>

/** The door for WebSockets. */
export type SocketDoor = Readonly<{
  /** Closes every connection; the pages come back by themselves. */
  closeAll: (reason: string) => void
  /** Stops the pings and ends connections that did not close. */
  stop: () => void
}>

type Admission =
  | Readonly<{ ok: true; screen: PairedScreen; api: Api }>
  | Readonly<{ ok: false; status: string; why: string }>

/** The kind of screen a page says it is, because a browser may be paired as both; without a word, a till if it may. */
function wantedScreens(url: URL): readonly Screen[] {
  const kinds: readonly Screen[] = ['till', 'display']
  const wanted = url.searchParams.get('screen')
  return wanted === null ? kinds : kinds.filter((kind) => kind === wanted)
}

function refuse(status: string, why: string): Admission {
  return { ok: false, status, why }
}

/** Asks in this order: is it for us, is it from our own page, is that browser paired, is there room, is there a till. */
function admit(request: IncomingMessage, sockets: number, options: SocketDoorOptions): Admission {
  const { host = '', origin, cookie } = request.headers
  if (!options.hosts().has(host)) return refuse('421 Misdirected Request', 'foreign host')
  const url = URL.parse(request.url ?? '/', `http://${host}`)
  if (url?.pathname !== '/rpc') return refuse('404 Not Found', 'no such door')
  if (!isOwnOrigin(origin, host)) return refuse('403 Forbidden', 'foreign origin')
  const held = readCookies(cookie, options.port())
  const screen = wantedScreens(url)
    .map((kind) => options.pairing.find(held[kind], kind))
    .find((found) => found !== undefined)
  if (screen === undefined) return refuse('401 Unauthorized', 'not paired')
  if (sockets >= socketsMax) return refuse('503 Service Unavailable', 'too many connections')
  const api = options.api()
  return api === undefined ? refuse('503 Service Unavailable', 'starting') : { ok: true, screen, api }
}

function turnAway(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Ends sockets whose other side stopped answering: a tablet that left the network says no goodbye. */
function watchPulse(sockets: ReadonlySet<WebSocket>): {
  track: (socket: WebSocket) => void
  stop: () => void
} {
  const alive = new WeakSet<WebSocket>()
  const timer = setInterval(() => {
    for (const socket of sockets) {
      if (!alive.delete(socket)) socket.terminate()
      else socket.ping()
    }
  }, pingMs)
  timer.unref()
  return {
    track: (socket) => {
      alive.add(socket)
      socket.on('pong', () => alive.add(socket))
    },
    stop: () => clearInterval(timer),
  }
}

/** Opens the door for WebSockets on the server that serves the pages. */
export function openSocketDoor(server: Server, options: SocketDoorOptions): SocketDoor {
  const { pairing, ids, log } = options
  const sockets = new WebSocketServer({ noServer: true, maxPayload: wireBytesMax, perMessageDeflate: false })
  const pulse = watchPulse(sockets.clients)

  const welcome = (socket: WebSocket, screen: PairedScreen, api: Api): void => {
    const connection: Connection = { id: ids.next('conn'), screen: screen.kind, session: undefined }
    const countOut = pairing.connect(screen)
    pulse.track(socket)
    socket.on('error', (error) =>
      log.warn('A connection failed', { connection: connection.id, problem: messageOf(error) }),
    )
    socket.once('close', (code) => {
      countOut()
      log.info('A screen went away', { connection: connection.id, code })
    })
    log.info('A screen came', { connection: connection.id, screen: screen.kind })
    serveWebSocket(api, socket, connection).catch((error: unknown) => {
      log.error('A connection could not be served', { connection: connection.id, problem: messageOf(error) })
      socket.terminate()
    })
  }
  const onBroken = (error: Error): void => {
    log.warn('A connection broke while it was opened', { problem: messageOf(error) })
  }
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', onBroken)
    const admission = admit(request, sockets.clients.size, options)
    if (!admission.ok) {
      log.warn('A connection was refused', { why: admission.why, from: request.socket.remoteAddress })
      return turnAway(socket, admission.status)
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      socket.off('error', onBroken)
      welcome(opened, admission.screen, admission.api)
    })
  })
  return {
    closeAll: (reason) => sockets.clients.forEach((socket) => socket.close(1012, reason)),
    stop: () => {
      pulse.stop()
      sockets.clients.forEach((socket) => socket.terminate())
    },
  }
}
