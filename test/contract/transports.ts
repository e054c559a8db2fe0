import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { WebSocket } from 'ws'
import type { Screen } from '../../electron/api/context.ts'
import { directClient, serveMessagePort, type Api } from '../../electron/api/serve.ts'
import { startKioskServer, type KioskServer } from '../../electron/kiosk/kiosk-server.ts'
import { systemClock } from '../../electron/platform/clock.ts'
import { randomIds } from '../../electron/platform/ids.ts'
import { silentLog } from '../../electron/platform/log.ts'
import type { TerminalClient } from '../../shared/contract/contract.ts'
import { newConnection } from './probe-api.ts'

/** One screen's way to the terminal. */
export type Way = Readonly<{ client: TerminalClient; close: () => void }>

/** A transport under test, serving one terminal. */
export type Transport = Readonly<{ connect: (screen: Screen) => Promise<Way>; stop: () => Promise<void> }>

function openDirect(api: Api): Promise<Transport> {
  const connect = (screen: Screen): Promise<Way> =>
    Promise.resolve({ client: directClient(api, newConnection(screen)), close: () => undefined })
  return Promise.resolve({ connect, stop: () => Promise.resolve() })
}

function openPort(api: Api): Promise<Transport> {
  const connect = (screen: Screen): Promise<Way> => {
    const { port1, port2 } = new MessageChannel()
    serveMessagePort(
      api,
      {
        postMessage: (message) => port1.postMessage(message),
        addEventListener: (type, listener) =>
          type === 'close'
            ? port1.on('close', () => listener({}))
            : port1.on('message', (data: unknown) => listener({ data })),
      },
      newConnection(screen),
    )
    port1.start()
    const near = {
      postMessage: (message: unknown) => port2.postMessage(message),
      on: (event: string, listener: (message?: { data: unknown }) => void) =>
        event === 'close'
          ? port2.on('close', () => listener())
          : port2.on('message', (data: unknown) => listener({ data })),
    }
    const client: TerminalClient = createORPCClient(new PortLink({ port: near }))
    port2.start()
    return Promise.resolve({ client, close: () => port2.close() })
  }
  return Promise.resolve({ connect, stop: () => Promise.resolve() })
}

/** Pairs a browser and gives its cookie. */
export async function pairScreen(server: KioskServer, screen: Screen): Promise<string> {
  const answer = await fetch(server.pairingUrl(screen), { redirect: 'manual' })
  const [cookie] = answer.headers.getSetCookie()
  return cookie?.split(';')[0] ?? ''
}

/** Opens a WebSocket as a page of the kiosk would; resolves when it is open. */
export function openSocket(port: number, headers: Record<string, string>, path = '/rpc'): Promise<WebSocket> {
  const host = `127.0.0.1:${port}`
  const socket = new WebSocket(`ws://${host}${path}`, { headers: { origin: `http://${host}`, ...headers } })
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket))
    socket.once('error', reject)
  })
}

/** Starts the kiosk's server for a terminal, with two small pages. */
export async function startTestKiosk(api: Api): Promise<KioskServer & { folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'stablepoint-pages-'))
  const page = '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><title>page</title>'
  writeFileSync(join(folder, 'index.html'), page)
  writeFileSync(join(folder, 'display.html'), page)
  const server = await startKioskServer({
    bind: '127.0.0.1',
    port: 0,
    pagesFolder: folder,
    api: () => api,
    clock: systemClock,
    ids: randomIds,
    log: silentLog,
  })
  const stop = async (): Promise<void> => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { ...server, folder, stop }
}

async function openKioskSocket(api: Api): Promise<Transport> {
  const server = await startTestKiosk(api)
  const connect = async (screen: Screen): Promise<Way> => {
    const socket = await openSocket(server.port, { cookie: await pairScreen(server, screen) })
    // `ws` speaks the browser's interface; only the names of its types differ.
    const link = new SocketLink({ websocket: socket as unknown as globalThis.WebSocket })
    return { client: createORPCClient(link), close: () => socket.close() }
  }
  return { connect, stop: server.stop }
}

/** The three ways to the terminal, by name. */
export const transports: Readonly<Record<string, (api: Api) => Promise<Transport>>> = {
  'a direct call': openDirect,
  'a message port': openPort,
  'a WebSocket of the kiosk': openKioskSocket,
}
