import WebSocket from 'ws'
import { messageOf } from '../../../shared/errors/pos-error.ts'
import type { WakeReport } from '../port.ts'
import { backoffMs } from './backoff.ts'
import { parseEndpointUrl } from './endpoint-url.ts'
import type { Timers } from './timers.ts'
import type { WatchPolicy } from './watch-policy.ts'

/** A socket on which a node says that there may be something new. */
export type WakeSocket = Readonly<{
  report: () => WakeReport
  stop: () => void
}>

/** What a wake socket needs. */
export type WakeOptions = Readonly<{
  url: string
  blockSeconds: number
  wake: () => void
  now: () => number
  /** Monotonic milliseconds. */
  ticks: () => number
  timers: Timers
  random: () => number
  policy: Pick<WatchPolicy, 'backoffFirstMs' | 'backoffMaxMs' | 'headTimeoutMs' | 'wakeSilenceMs'>
}>

const messageBytesMax = 64 * 1024
const subscription = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_subscribe', params: ['newHeads'] })

/**
 * Wakes at most twice each block time; what comes sooner is put off, and never lost. A whole block time would hand the
 * delay of one late block on to all that follow.
 */
function createWaker({ wake, blockSeconds, ticks, timers }: WakeOptions) {
  const gapMs = (blockSeconds * 1000) / 2
  let wokenAt = Number.NEGATIVE_INFINITY
  let cancel: (() => void) | undefined
  const wakeNow = (): void => {
    cancel = undefined
    wokenAt = ticks()
    wake()
  }
  return {
    wakeSoon: () => {
      const waitMs = wokenAt + gapMs - ticks()
      if (waitMs <= 0 && !cancel) wakeNow()
      else cancel ??= timers.after(Math.max(0, waitMs), wakeNow)
    },
    stop: () => cancel?.(),
  }
}

/**
 * Listens for new blocks and wakes the loop. Nothing that the socket says is believed or even read: a message means only
 * that asking may be worth it now. Sockets drop without a word (chain fact sheet 3.2), so silence is a failure.
 * @throws {PosError} `chain.unreachable` when the address is not ws or wss
 */
export function openWakeSocket(options: WakeOptions): WakeSocket {
  const { blockSeconds, now, timers, random, policy } = options
  const url = parseEndpointUrl(options.url, ['wss:', 'ws:'])
  const silenceMs = Math.max(policy.wakeSilenceMs, 6_000 * blockSeconds)
  const waker = createWaker(options)
  let report: WakeReport = { host: url.host, state: 'connecting' }
  let failures = 0
  let socket: WebSocket | undefined
  let cancelTimer = (): void => undefined
  let isStopped = false

  const restart = (delayMs: number, run: () => void): void => {
    cancelTimer()
    cancelTimer = timers.after(delayMs, run)
  }
  const fail = (problem: string): void => {
    if (isStopped || !socket) return
    // Events of a socket that was given up are not heard any more.
    const gone = socket
    socket = undefined
    gone.terminate()
    failures += 1
    report = { ...report, state: 'silent', problem }
    restart(backoffMs(failures, policy, random()), connect)
  }
  const hear = (isAnswer: boolean): void => {
    report = { host: url.host, state: 'listening', lastHeardAt: now() }
    restart(silenceMs, () =>
      fail(`${url.host} has said nothing for ${Math.round(silenceMs / 1000)} seconds.`),
    )
    if (isAnswer) return
    failures = 0
    waker.wakeSoon()
  }
  const connect = (): void => {
    const opened = new WebSocket(url.href, {
      handshakeTimeout: policy.headTimeoutMs,
      maxPayload: messageBytesMax,
      followRedirects: false,
    })
    socket = opened
    let heard = 0
    const isOwn = (): boolean => socket === opened
    restart(silenceMs, () => fail(`${url.host} does not answer.`))
    opened.on('open', () => opened.send(subscription))
    opened.on('message', () => {
      // The first message is the answer to the subscription, whatever it says: a refusal is followed by silence.
      heard += 1
      if (isOwn()) hear(heard === 1)
    })
    opened.on('error', (error) => {
      if (isOwn()) fail(`${url.host} failed: ${url.hide(messageOf(error))}`)
    })
    opened.on('close', () => {
      if (isOwn()) fail(`${url.host} closed the connection.`)
    })
  }

  connect()
  return {
    report: () => report,
    stop: () => {
      isStopped = true
      cancelTimer()
      waker.stop()
      socket?.terminate()
      socket = undefined
    },
  }
}
