import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { getRequestListener } from '@hono/node-server'
import type { Screen } from '../api/context.ts'
import type { Api } from '../api/serve.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { messageOf, PosError } from '../../shared/errors/pos-error.ts'
import { ownHosts, printedHost, type Listening } from './own-address.ts'
import { openPairing } from './pairing.ts'
import { openSocketDoor } from './socket-door.ts'
import { createWebApp } from './web-app.ts'

/** The port a till in a browser is looked for at, where nothing else uses it. */
const usualPort = 4310

export type KioskServerOptions = Readonly<{
  bind: string
  /** Undefined: the usual port if it is free, else any. Zero: any. */
  port: number | undefined
  pagesFolder: string
  /** What to serve now; nothing while the terminal opens. */
  api: () => Api | undefined
  clock: Clock
  ids: Ids
  log: Log
}>

/** The pages and the WebSocket of a kiosk, on one port. */
export type KioskServer = Readonly<{
  port: number
  /** The address that pairs a screen; it holds the pairing token. */
  pairingUrl: (screen: Screen) => string
  /** Ends every connection; the pages come back by themselves. */
  dropConnections: () => void
  stop: () => Promise<void>
}>

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

async function listen(server: Server, bind: string, port: number): Promise<void> {
  server.listen({ host: bind, port })
  await once(server, 'listening')
}

/** @throws {PosError} `config.invalid` when the port or address asked for cannot be had */
async function listenSomewhere(server: Server, bind: string, port: number | undefined): Promise<void> {
  try {
    await listen(server, bind, port ?? usualPort)
  } catch (error) {
    if (port === undefined && codeOf(error) === 'EADDRINUSE') return listen(server, bind, 0)
    const field = codeOf(error) === 'EADDRNOTAVAIL' ? '--bind' : '--port'
    const problem = codeOf(error) === 'EADDRINUSE' ? `port ${port} is in use` : messageOf(error)
    throw new PosError('config.invalid', `${field}: ${problem}`, {
      details: { field, problem },
      cause: error,
    })
  }
}

/** Addresses other machines reach this one at; IPv4 first, as people type them. */
function machineAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal)
    .toSorted((a, b) => a.family.localeCompare(b.family))
    .map(({ address }) => address)
}

/**
 * Starts the kiosk's server. It answers pages at once; connections are let in as soon as there is a terminal.
 * @throws {PosError} `config.invalid` when the port or address asked for cannot be had
 */
export async function startKioskServer(options: KioskServerOptions): Promise<KioskServer> {
  const { bind, clock, ids, log, api, pagesFolder } = options
  const pairing = openPairing({ clock, ids })
  let listening: Listening = { bind, port: 0, machineAddresses: [] }
  let hosts: ReadonlySet<string> = new Set()
  const shared = { hosts: () => hosts, port: () => listening.port, pairing, log }

  const app = createWebApp({ ...shared, pagesFolder })
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 15_000, maxHeaderSize: 16_384 })
  server.maxConnections = 256
  server.on('request', (request, response) => void answer(request, response))
  const door = openSocketDoor(server, { ...shared, api, ids })

  await listenSomewhere(server, bind, options.port)
  server.on('error', (error) => log.error('The server of the till failed', { problem: messageOf(error) }))
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo
  listening = { bind, port, machineAddresses: machineAddresses() }
  hosts = ownHosts(listening)

  return {
    port,
    pairingUrl: (screen) => `http://${printedHost(listening)}/pair?token=${pairing.tokens[screen]}`,
    dropConnections: () => door.closeAll('The till changes its environment'),
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      door.closeAll('The till is closing')
      server.closeIdleConnections()
      const impatient = setTimeout(() => {
        door.stop()
        server.closeAllConnections()
      }, 500)
      await closed
      clearTimeout(impatient)
      door.stop()
    },
  }
}
