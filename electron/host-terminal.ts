import { setTimeout as delay } from 'node:timers/promises'
import { messageOf } from '../shared/errors/pos-error.ts'
import type { Api } from './api/serve.ts'
import type { OpenTerminal, Restart, TerminalFacts, TerminalOptions } from './terminal-options.ts'

/** The answer that tells the page of the change leaves before its connection is dropped. */
const farewellMs = 150

/** How the host reacts when one terminal makes way for another. */
type HostedEvents = Readonly<{
  /** Drop every connection: the pages come back by themselves, to the next terminal. */
  leaving: () => void
  ready: (facts: TerminalFacts) => void
  /** Neither the chosen environment nor the one before could be opened. */
  failed: (error: unknown) => void
}>

/** A terminal as its host keeps it: always the one of the environment chosen last. */
export type HostedTerminal = Readonly<{
  /** What to serve now; nothing while one terminal makes way for another. */
  api: () => Api | undefined
  wake: () => void
  stop: () => Promise<void>
}>

export type HostOptions = Readonly<{
  open: (options: TerminalOptions) => Promise<OpenTerminal>
  terminal: TerminalOptions
  events: HostedEvents
}>

/**
 * Opens the terminal, and opens another when somebody chooses a different environment or a drill begins or ends: the two
 * never run at once, and if the next cannot be opened the environment of the one before comes back.
 * @throws {PosError} what opening throws, the first time
 */
export async function hostTerminal({ open, terminal, events }: HostOptions): Promise<HostedTerminal> {
  const { log } = terminal
  let current: OpenTerminal | undefined
  let change: Promise<void> = Promise.resolve()
  let isStopping = false

  const enter = async (options: TerminalOptions): Promise<void> => {
    const opened = await open(options)
    current = opened
    opened.onRestartWanted((next) => {
      change = change.then(() => replace(opened, next))
    })
    events.ready(opened.describe())
  }
  const replace = async (old: OpenTerminal, next: Restart): Promise<void> => {
    if (current !== old || isStopping) return
    const to = next.environment ?? next.drill?.kind ?? old.environment
    log.info('The terminal makes way for another', { from: old.environment, to })
    await delay(farewellMs)
    current = undefined
    events.leaving()
    try {
      await old.stop()
      await enter({ ...terminal, ...next })
    } catch (error) {
      log.error('The chosen environment could not be opened', { to, problem: messageOf(error) })
      await enter({ ...terminal, environment: old.environment }).catch(events.failed)
    }
  }

  await enter(terminal)
  return {
    api: () => current?.api,
    wake: () => current?.wake(),
    stop: async () => {
      isStopping = true
      await change
      const last = current
      current = undefined
      await last?.stop()
    },
  }
}
