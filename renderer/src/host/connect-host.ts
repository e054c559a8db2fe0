import type { TerminalClient } from '../../../shared/contract/contract.ts'
import type { Failure } from '../../../shared/contract/procedure.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import { backoffMs } from './backoff.ts'
import { limitCalls } from './call-limits.ts'
import { clientOver } from './client-over.ts'
import {
  createConnection,
  type Connection,
  type ConnectionProblem,
  type ConnectionState,
} from './connection.ts'
import { failureOf } from './failure-of.ts'
import type { CallLink, OpenWay, Transport } from './transport.ts'

/** The terminal as this page reaches it, over whichever transport, across reconnects. */
export type Host = Readonly<{
  client: TerminalClient
  state: () => ConnectionState
  /** Why there is no connection. */
  problem: () => ConnectionProblem
  subscribe: (listener: () => void) => () => void
  /** Resolves when calls can be made again. */
  whenOnline: () => Promise<void>
  /** Tries at once instead of waiting for the next attempt. */
  retryNow: () => void
  /** Tells the page's owner of a failure that it may have to act upon, such as an ended session. */
  noteFailure: (error: unknown) => void
  close: () => void
}>

type HostOptions = Readonly<{
  transport: Transport
  /** Runs on every new connection before it counts as online: takes the session up again. */
  greet?: (client: TerminalClient) => Promise<void>
  /** Hears every failure of a call or stream. */
  onFailure?: (failure: Failure) => void
  random?: () => number
}>

/** How long a call made while connecting waits for the connection, in milliseconds. */
const graceMs = 3_000

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** The way that calls take now; it changes with every reconnect. */
type Way = { current: OpenWay | undefined }

/** A link over the current way. Without one a call fails at once, so that the screen can say so. */
function gateLink(way: Way, connection: Connection, noteFailure: (error: unknown) => void): CallLink {
  return {
    async call(path, input, options) {
      if (connection.state() === 'connecting') await Promise.race([connection.whenOnline(), sleep(graceMs)])
      const { current } = way
      if (!current) throw new PosError('connection.lost', 'The screen has no connection to the terminal')
      try {
        return await limitCalls(current.link).call(path, input, options)
      } catch (error) {
        noteFailure(error)
        throw error
      }
    },
  }
}

/** One attempt: opens, greets, and lasts as long as the connection does. */
async function connectOnce(way: Way, connection: Connection, options: HostOptions): Promise<void> {
  const opened = await options.transport.open()
  const closed = new Promise<void>((resolve) => opened.onClose(resolve))
  try {
    await options.greet?.(clientOver(limitCalls(opened.link)))
  } catch (error) {
    opened.close()
    throw error
  }
  way.current = opened
  connection.enter('online')
  await closed
  way.current = undefined
  connection.enter('connecting')
}

/**
 * Keeps a page connected to its terminal: connects, greets, and after a loss tries again with growing pauses for as
 * long as the page lives. Calls made without a connection fail with `connection.lost`.
 */
export function connectHost(options: HostOptions): Host {
  const { onFailure, random = Math.random } = options
  const connection = createConnection()
  const way: Way = { current: undefined }
  let isClosed = false
  let wake: (() => void) | undefined
  const noteFailure = (error: unknown): void => {
    const failure = failureOf(error)
    // No answer in time: the way may be dead without having closed, so the next call gets a fresh one.
    if (failure.code === 'contract.timeout') way.current?.close()
    onFailure?.(failure)
  }
  const run = async (): Promise<void> => {
    for (let failures = 0; !isClosed;) {
      try {
        await connectOnce(way, connection, options)
        failures = 0
      } catch (error) {
        // Whatever stopped this attempt, the next one decides; the state tells the person.
        failures += 1
        connection.enter('offline', failureOf(error))
      }
      const woken = new Promise<void>((resolve) => (wake = resolve))
      if (!isClosed) await Promise.race([sleep(backoffMs(failures, random())), woken])
    }
  }
  void run()
  return {
    client: clientOver(gateLink(way, connection, noteFailure)),
    state: connection.state,
    problem: connection.problem,
    subscribe: connection.subscribe,
    whenOnline: connection.whenOnline,
    retryNow: () => wake?.(),
    noteFailure,
    close: () => {
      isClosed = true
      way.current?.close()
      wake?.()
    },
  }
}
