import type { EndpointLimits } from './chains/evm/endpoint.ts'
import { formatLimits, parseLimits } from './chains/evm/limits-note.ts'
import type { EvmWatcher } from './chains/evm/watch-chain.ts'
import type { Ledger } from './ledger/port.ts'
import type { Log } from './platform/log.ts'
import type { Chain } from '../shared/domain/tokens/chain.ts'
import { messageOf } from '../shared/errors/pos-error.ts'

/** Keeps what the chain loops learned of their endpoints, so that a restart does not run into every limit again. */
export type TerminalLimits = Readonly<{
  of: (chain: Chain) => readonly (EndpointLimits | undefined)[]
  /** Keeps what this watcher learns from now on, in place of an earlier one of the same chain. */
  follow: (watcher: EvmWatcher) => EvmWatcher
  /** Keeps what is new. */
  stop: () => void
}>

const saveEveryMs = 60_000

/** Opens the memory of a terminal's limits. */
export function openTerminalLimits({ ledger, log }: Readonly<{ ledger: Ledger; log: Log }>): TerminalLimits {
  const watchers = new Map<string, EvmWatcher>()
  const noteOf = (chain: string): string => `limits:${chain}`
  const save = (): void => {
    const news = [...watchers.values()].flatMap(({ chain, limits }) => {
      const text = formatLimits(chain.endpoints, limits())
      return ledger.findNote(noteOf(chain.key)) === text ? [] : [[noteOf(chain.key), text] as const]
    })
    if (news.length === 0) return
    ledger.transact((transaction) => {
      for (const [key, text] of news) transaction.saveNote(key, text)
    })
  }
  const saveOrSay = (): void => {
    try {
      save()
    } catch (error) {
      // What is not kept is learned again; it must not end the terminal.
      log.warn('Limits of endpoints could not be kept', { problem: messageOf(error) })
    }
  }
  const timer = setInterval(saveOrSay, saveEveryMs)
  return {
    of: (chain) => parseLimits(ledger.findNote(noteOf(chain.key)), chain.endpoints),
    follow: (watcher) => {
      watchers.set(watcher.chain.key, watcher)
      return watcher
    },
    stop: () => {
      clearInterval(timer)
      saveOrSay()
    },
  }
}
