import type { Chain } from '../../shared/domain/tokens/chain.ts'
import type { ChainSettings } from '../../shared/domain/settings/settings.ts'
import type { EvmAddress } from '../../shared/domain/tokens/token.ts'
import type { ChainSight } from '../../shared/domain/verdict/verdict.ts'
import { messageOf } from '../../shared/errors/pos-error.ts'
import type { AuditBook, ChainSink, ChainWatcher } from '../chains/port.ts'
import { assessDue, recordChainStep } from './record-chain-step.ts'
import { openAuditBook } from './audit-book.ts'
import { openReplacementDesk } from './replaced-payments.ts'
import { openSenderBook, type SenderBook } from './sender-book.ts'
import type { RefundWatch } from '../refunds/watch-refunds.ts'
import type { Till } from './till.ts'
import type { Watchlist } from './watchlist.ts'
import { openWitnessDesk } from './witness-payments.ts'

/** Starts a loop over one chain. */
type StartWatcher = (
  options: Readonly<{ chain: Chain; tokens: ChainSettings['tokens']; sink: ChainSink }>,
) => ChainWatcher

/** What watching tells the screens. */
type PaymentEvents = Readonly<{
  /** These sales may look different now. */
  changed: (saleIds: Iterable<string>) => void
  /** A chain is known better or worse: every checkout on the screens may look different. */
  sighted: () => void
}>

/** All chain loops of a terminal, and the clock that applies deadlines. */
export type PaymentWatch = Readonly<{
  /** Starts, stops and replaces loops so that they are those of the settings. */
  sync: () => Promise<void>
  watcher: (chain: string) => ChainWatcher | undefined
  watchers: () => readonly ChainWatcher[]
  /** Who sent the transactions that paid lately. */
  senders: SenderBook
  /** Asks every chain now: the machine woke up, or the network came back. */
  wake: () => void
  stop: () => Promise<void>
}>

const tickMs = 1_000
const windowMax = 256
const addressesAhead = 5

type Parts = Readonly<{
  till: Till
  sights: Map<string, ChainSight>
  watchlist: Watchlist
  refunds?: Pick<RefundWatch, 'apply' | 'targets'>
  start: StartWatcher
  events: PaymentEvents
}>

/** Whether a verdict may follow from the difference between two looks at a chain. */
function tellsMore(before: ChainSight, now: ChainSight): boolean {
  return (
    before.state !== now.state ||
    before.readUpTo?.hash !== now.readUpTo?.hash ||
    before.safeNumber !== now.safeNumber ||
    before.finalizedNumber !== now.finalizedNumber
  )
}

function createSink(
  { till, sights, watchlist, refunds, events }: Parts,
  audit: AuditBook,
  stepped: () => void,
): ChainSink {
  return {
    audit,
    cursor: (chain) => till.ledger.chainCursor(chain),
    window: (chain) => till.ledger.chainWindow(chain, windowMax),
    recipients: (chain) => [...watchlist.addresses(), ...(refunds?.targets(chain) ?? [])],
    sweptRecipients: () => watchlist.sweptAddresses(),
    urgentRecipients: () => watchlist.urgentAddresses(),
    receiveAddresses: () => receiveAddresses(till, watchlist),
    watchedSince: () => watchlist.oldestOpenedAt(),
    needsTags: (chain) => watchlist.hasMoving(chain),
    apply: (step) => {
      const result = recordChainStep(till, watchlist, step, refunds)
      if (result.orphaned > 0)
        till.log.warn('A network took payments back', { chain: step.chain, payments: result.orphaned })
      if (result.detected > 0)
        till.log.info('Payments detected', {
          chain: step.chain,
          payments: result.detected,
          block: step.cursor.number,
        })
      const { number, hash, timestamp } = step.cursor
      const before = sights.get(step.chain)
      if (before) sights.set(step.chain, { ...before, readUpTo: { number, hash, timestamp } })
      events.changed(result.touched)
      stepped()
    },
    sighted: (sight) => {
      const before = sights.get(sight.chain)
      sights.set(sight.chain, sight)
      // After a step the sales were just assessed on it; what time alone changes is applied each second.
      if (!before || tellsMore(before, sight)) assessDue(till, watchlist)
      events.sighted()
    },
  }
}

/** Where the next customers pay, then those of now. */
function receiveAddresses(till: Till, watchlist: Watchlist): readonly EvmAddress[] {
  // Some more than the next one: sales are opened between two checks.
  const coming =
    till
      .addresses()
      ?.next(till.ledger, addressesAhead)
      .map(({ address }) => address) ?? []
  return [...coming, ...watchlist.urgentAddresses().map(({ address }) => address)]
}

function fingerprint(chain: Chain, tokens: ChainSettings['tokens']): string {
  return JSON.stringify([chain, tokens])
}

/** A network whose addresses are of no use is silent with the reason, and the shop sells on the others. */
function startOrSay(
  { till, sights, start, events }: Parts,
  options: Parameters<StartWatcher>[0],
): ChainWatcher | undefined {
  try {
    return start(options)
  } catch (error) {
    const [chain, problem] = [options.chain.key, messageOf(error)]
    till.log.error('A network cannot be watched', { chain, problem })
    sights.set(chain, { chain, state: 'silent', source: chain, at: till.clock.now(), problem })
    events.sighted()
    return undefined
  }
}

/** Opens the watch; nothing is watched before the first `sync`. */
export function openPaymentWatch(parts: Parts): PaymentWatch {
  const { till, sights, watchlist, events } = parts
  const running = new Map<string, { watcher: ChainWatcher; fingerprint: string }>()
  const audit = openAuditBook({ till, changed: events.changed })
  const watcher: PaymentWatch['watcher'] = (chain) => running.get(chain)?.watcher
  const desk = openWitnessDesk({ till, watchlist, watcher, changed: events.changed })
  const senders = openSenderBook()
  const replacements = openReplacementDesk({ till, senders, watcher })
  const sink = createSink(parts, audit, desk.run)

  const stopOne = async (key: string): Promise<void> => {
    const entry = running.get(key)
    running.delete(key)
    await entry?.watcher.stop()
    sights.delete(key)
  }
  const syncNow = async (): Promise<void> => {
    const { chains, tokens } = till.settings().chains
    const wanted = new Map(chains.filter((chain) => chain.enabled).map((chain) => [chain.key, chain]))
    for (const key of running.keys()) if (!wanted.has(key)) await stopOne(key)
    for (const [key, chain] of wanted) {
      // A token that was switched off is still watched: money that comes late must be found.
      const own = tokens.filter((token) => token.chain === key)
      const print = fingerprint(chain, own)
      if (running.get(key)?.fingerprint === print) continue
      await stopOne(key)
      const started = startOrSay(parts, { chain, tokens: own, sink })
      if (started) running.set(key, { watcher: started, fingerprint: print })
    }
  }
  let syncing: Promise<void> = Promise.resolve()
  let lastProblem: string | undefined
  const timer = setInterval(() => {
    try {
      events.changed(assessDue(till, watchlist))
      desk.run()
      lastProblem = undefined
    } catch (error) {
      const problem = messageOf(error)
      // A full disk fails every second; it is said once.
      if (problem !== lastProblem) till.log.error('Deadlines could not be applied', { problem })
      lastProblem = problem
    }
  }, tickMs)

  return {
    sync: () => {
      const next = syncing.then(syncNow)
      // One failure is told to who asked; it must not keep later changes from being tried.
      syncing = next.catch(() => undefined)
      return next
    },
    watcher,
    senders,
    watchers: () => [...running.values()].map((entry) => entry.watcher),
    wake: () => {
      for (const { watcher } of running.values()) watcher.wake()
    },
    stop: async () => {
      clearInterval(timer)
      await syncing
      const asking = Promise.all([desk.stop(), replacements.stop()])
      await Promise.all([...running.keys()].map(stopOne))
      await asking
      audit.stop()
      watchlist.stop()
    },
  }
}
