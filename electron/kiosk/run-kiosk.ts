import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { noSeal } from '../platform/secret-seal.ts'
import { hostTerminal, type HostedTerminal } from '../host-terminal.ts'
import { readHostConfig } from '../host-config.ts'
import type { OpenTerminal, TerminalFacts, TerminalOptions } from '../terminal-options.ts'
import { startKioskServer, type KioskServer } from './kiosk-server.ts'
import { isLoopback, type KioskOptions } from './options.ts'
import { passphraseSeal } from './passphrase-seal.ts'
import { readPassphrase } from './read-passphrase.ts'

export type KioskParts = Readonly<{
  version: string
  clock: Clock
  ids: Ids
  log: Log
  /** Holds the passphrase, where one was given; taken out of it when it is read. */
  env: Record<string, string | undefined>
  open: (options: TerminalOptions) => Promise<OpenTerminal>
  findPages: () => Promise<string>
  /** Told once, when the till can be opened. */
  ready: (line: string) => void
  /** The till cannot go on. */
  failed: (error: unknown) => void
}>

/** A running kiosk host. */
export type Kiosk = Readonly<{ server: KioskServer; stop: () => Promise<void> }>

/** The one line for programs; part of the outside interface. */
function readyLine(server: KioskServer, facts: TerminalFacts): string {
  return JSON.stringify({
    ready: true,
    url: server.pairingUrl('till'),
    display: server.pairingUrl('display'),
    ...facts,
  })
}

function terminalOptions(options: KioskOptions, parts: KioskParts): TerminalOptions {
  const { version, clock, ids, log, env } = parts
  const passphrase = readPassphrase(env, options.passphraseFile)
  const config = readHostConfig(options.configFile, options.environment)
  return {
    dataFolder: options.dataFolder,
    ...(options.environment === undefined ? {} : { environment: options.environment }),
    ...(config === undefined ? {} : { config }),
    version,
    clock,
    ids,
    log,
    secrets: passphrase === undefined ? noSeal : passphraseSeal(passphrase),
  }
}

/**
 * Runs the terminal for browsers: what cannot work is refused first, then the port is taken, then the terminal opens.
 * @throws {PosError} `config.invalid`, `ledger.locked`, `ledger.corrupt`
 */
export async function runKiosk(options: KioskOptions, parts: KioskParts): Promise<Kiosk> {
  const { clock, ids, log } = parts
  const terminal = terminalOptions(options, parts)
  const pagesFolder = await parts.findPages()
  if (!isLoopback(options.bind)) {
    log.warn('Other machines on the network can reach this till, and nothing encrypts the way', {
      bind: options.bind,
    })
  }
  let hosted: HostedTerminal | undefined
  const { bind, port } = options
  const api = (): ReturnType<HostedTerminal['api']> => hosted?.api()
  const server = await startKioskServer({ bind, port, pagesFolder, api, clock, ids, log })
  let lastFacts: TerminalFacts | undefined
  try {
    hosted = await hostTerminal({
      open: parts.open,
      terminal,
      events: {
        leaving: server.dropConnections,
        ready: (facts) => {
          log.info('The till is open', { environment: facts.environment, port: server.port })
          lastFacts = facts
        },
        failed: parts.failed,
      },
    })
  } catch (error) {
    await server.stop()
    throw error
  }
  if (lastFacts !== undefined) parts.ready(readyLine(server, lastFacts))
  const running = hosted
  return {
    server,
    stop: async () => {
      await Promise.all([server.stop(), running.stop()])
    },
  }
}
