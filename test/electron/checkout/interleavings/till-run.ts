import { addressesOfKey } from '../../../../electron/backends/port.ts'
import type { ChainStep } from '../../../../electron/chains/port.ts'
import { assessFacts } from '../../../../electron/checkout/assess-sale.ts'
import { cancelSale } from '../../../../electron/checkout/change-sale.ts'
import { openExposures } from '../../../../electron/checkout/open-exposures.ts'
import { openSale } from '../../../../electron/checkout/open-sale.ts'
import { assessDue, recordChainStep } from '../../../../electron/checkout/record-chain-step.ts'
import type { Till } from '../../../../electron/checkout/till.ts'
import { openWatchlist, type Watchlist } from '../../../../electron/checkout/watchlist.ts'
import { openLedger } from '../../../../electron/ledger/open-ledger.ts'
import type { Ledger, SaleFacts } from '../../../../electron/ledger/port.ts'
import { silentLog } from '../../../../electron/platform/log.ts'
import type { Posting } from '../../../../shared/domain/ledger/posting.ts'
import { casesFor, curesItself } from '../../../../shared/domain/cases/cases-for.ts'
import { offerFor } from '../../../../shared/domain/payment/coverage.ts'
import { isLive } from '../../../../shared/domain/payment/payment-lifecycle.ts'
import type { BlockRef } from '../../../../shared/domain/tokens/chain.ts'
import type { EvmAddress } from '../../../../shared/domain/tokens/token.ts'
import type { ChainSight } from '../../../../shared/domain/verdict/verdict.ts'
import { basketOf } from '../../../fixtures/test-till.ts'
import { interruptible } from '../sale-story.ts'
import { twoChainSettings } from './two-chain-settings.ts'

const source = 'node.test'

/** The process died in the middle of a transaction. */
class Died extends Error {}

/** What a node says of its chain beside its blocks. */
export type Tags = Readonly<{ safeNumber?: number; finalizedNumber?: number }>

/** A till on a ledger on disk that is told of chains, is restarted and dies. */
export type TillRun = Readonly<{
  clock: { ms: number }
  ledger: () => Ledger
  cursor: (chain: string) => BlockRef | undefined
  open: (minor: bigint) => SaleFacts
  cancel: (saleId: string) => void
  /** Applies a step as the chain loop would, and learns the tags with it. */
  deliver: (step: Omit<ChainStep, 'source' | 'at'>, tags?: Tags) => void
  /** The process dies so many writes later, comes up again and does once more what it was at. `undefined`: it lives. */
  dieIn: (writes: number | undefined) => void
  /** A chain is asked and has no news. */
  poll: (chain: string, tags?: Tags) => void
  /** Time passes. */
  tick: (seconds: number) => void
  /** Everything in memory is gone; `closes` lets go of the file as well. */
  restart: (closes: boolean) => void
  view: (saleId: string) => SaleView
  balances: () => readonly Posting[]
  close: () => void
}>

/** The same address for the same index for ever, as the port asks, without the arithmetic of a real key. */
const addresses = {
  kind: 'test',
  addressAt: (index: number): EvmAddress => `0xaa${index.toString(16).padStart(38, '0')}`,
}

/** What is said of one sale. Extra history of lost branches is left out, and so are ids and instants of detection. */
export type SaleView = Readonly<{
  status: string
  verdict: readonly string[]
  payments: readonly object[]
  arrivals: readonly object[]
  /** What would be recorded if it were asked once more: nothing, since all of it is stored. */
  left: object
  /** True when money of one sale came over more than one chain: then their order decides which of it is used. */
  isFromSeveralChains: boolean
}>

const byKey = (left: Readonly<{ key: string }>, right: Readonly<{ key: string }>): number =>
  left.key < right.key ? -1 : 1

/** Cases that should be open and are not, and doubts that should have ended: none, whatever happened on the way. */
function casesLeft(till: Till, { sale, invoice, payments }: SaleFacts): readonly string[] {
  const isRecognised = invoice.status === 'confirmed' || invoice.status === 'settled'
  const wanted = casesFor({
    invoice,
    payments,
    arrivals: till.ledger.arrivalsOf(sale.id),
    wasRecognised: !isRecognised && till.ledger.wasRecognised(sale.id),
    tokens: till.settings().chains.tokens,
  })
  const open = till.ledger.casesOf(sale.id).filter(({ status }) => status === 'open')
  const missing = wanted.filter(
    ({ kind, things }) =>
      !open.some((one) => one.kind === kind && things.every((key) => one.things.includes(key))),
  )
  const over = open.filter(({ kind }) => curesItself(kind) && !wanted.some((one) => one.kind === kind))
  return [...missing, ...over].map(({ kind }) => kind)
}

function viewOf(till: Till, saleId: string): SaleView {
  const facts = till.ledger.findSale(saleId)
  if (!facts) throw new Error('No such sale')
  const payments = facts.payments.filter(({ status }) => isLive(status))
  const recognition = till.ledger.newestOf('sale', saleId, 'invoice.confirmed')
  const recognised = recognition?.body.used.map(({ paymentKey }) => paymentKey)
  const now = assessFacts(till, facts, recognised)
  const isForgetful = payments.length === facts.payments.length
  const { verdict, exception } = isForgetful ? now : assessFacts(till, { ...facts, payments }, recognised)
  const { events, release, settle } = now
  const { status, exception: noted } = facts.invoice
  const taken = payments.filter((payment) => offerFor(payment, facts.invoice.offers))
  return {
    status,
    verdict: [exception, verdict.answer, verdict.reason, verdict.advice],
    payments: payments
      .map(({ key, status: stands, currency, amountMinor, blockHash, blockNumber, blockTimestamp }) => {
        return { key, stands, currency, amountMinor, blockHash, blockNumber, blockTimestamp }
      })
      .toSorted(byKey),
    arrivals: till.ledger
      .arrivalsOf(saleId)
      .filter((arrival) => arrival.status === 'seen')
      .map(({ key, kind, token, amountMinor, blockHash }) => ({ key, kind, token, amountMinor, blockHash }))
      .toSorted(byKey),
    left: { events, release, settle, isNoted: noted === now.exception, cases: casesLeft(till, facts) },
    isFromSeveralChains: new Set(taken.map(({ chain }) => chain)).size > 1,
  }
}

/** What is in the memory of a till, and gone after a restart. */
type Memory = Readonly<{
  ledger: Ledger
  till: Till
  watchlist: Watchlist
  sights: Map<string, ChainSight>
  forget: () => void
}>

type Ports = Pick<Till, 'clock' | 'ids' | 'log'>

function comeUp(ledger: Ledger, ports: Ports, onWrite: () => void): Memory {
  const sights = new Map<string, ChainSight>()
  const exposures = openExposures(ledger)
  const watchlist = openWatchlist(ledger, ports.clock)
  const till: Till = {
    ledger: interruptible(ledger, onWrite),
    ...ports,
    settings: () => twoChainSettings,
    addresses: () => addressesOfKey(addresses),
    sights,
    exposures,
    shownOffers: new Map(),
  }
  const forget = (): void => {
    exposures.stop()
    watchlist.stop()
  }
  return { ledger, till, watchlist, sights, forget }
}

/** Learns how a chain stands, as the loop tells it after each poll. */
function lookAt({ ledger, till, watchlist, sights }: Memory, chain: string, tags: Tags = {}): void {
  const readUpTo = ledger.chainCursor(chain)
  if (!readUpTo) return
  const { number, hash, timestamp } = readUpTo
  const known = { headNumber: number, readUpTo: { number, hash, timestamp }, ...tags }
  sights.set(chain, { chain, state: 'live', source, at: till.clock.now(), ...known })
  assessDue(till, watchlist)
}

function openOne({ till, ledger }: Memory, key: string, minor: bigint): SaleFacts {
  const staff = { id: 'cashier', name: 'Cashier' }
  const opening = openSale(till, { key, basket: basketOf(minor), staff })
  const facts = opening.ok ? ledger.findSale(opening.saleId) : undefined
  if (!facts) throw new Error('The sale was refused')
  return facts
}

/** Opens a run on a folder. */
export function openTillRun(directory: string, startMs: number): TillRun {
  const clock = { ms: startMs }
  let made = 0
  let writesLeft: number | undefined
  const ids = { next: (prefix: string) => `${prefix}_${(made += 1)}`, secret: () => 'test' }
  const ports: Ports = { clock: { now: () => clock.ms }, ids, log: silentLog }
  const onWrite = (): void => {
    if (writesLeft === undefined) return
    if (writesLeft === 0) throw new Died('The process died')
    writesLeft -= 1
  }
  const openFile = (): Ledger => openLedger({ directory, environment: 'practice', product: 'test', ...ports })
  let memory = comeUp(openFile(), ports, onWrite)
  const restart = (closes: boolean): void => {
    memory.forget()
    if (closes) memory.ledger.close()
    memory = comeUp(closes ? openFile() : memory.ledger, ports, onWrite)
  }
  /** Whoever dies comes up again and does it once more, because nobody told it that it was done. */
  const surviving = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      if (!(error instanceof Died)) throw error
      writesLeft = undefined
      restart(false)
      work()
    }
  }
  return {
    clock,
    ledger: () => memory.ledger,
    cursor: (chain) => memory.ledger.chainCursor(chain),
    open: (minor) => openOne(memory, ids.next('key'), minor),
    cancel: (saleId) => {
      cancelSale(memory.till, { saleId, reason: 'Customer left', actor: 'cashier' })
    },
    deliver: (step, tags) =>
      surviving(() => {
        clock.ms = Math.max(clock.ms, step.cursor.timestamp * 1000)
        recordChainStep(memory.till, memory.watchlist, { ...step, source, at: clock.ms })
        lookAt(memory, step.chain, tags)
      }),
    dieIn: (writes) => {
      writesLeft = writes
    },
    poll: (chain, tags) => surviving(() => lookAt(memory, chain, tags)),
    tick: (seconds) => {
      clock.ms += seconds * 1000
      surviving(() => assessDue(memory.till, memory.watchlist))
    },
    restart,
    view: (saleId) => viewOf(memory.till, saleId),
    balances: () => memory.ledger.balances(),
    close: () => memory.ledger.close(),
  }
}
