import type { PaxosSettlement, Settings } from '../shared/domain/settings/settings.ts'
import { isPosError, messageOf } from '../shared/errors/pos-error.ts'
import { paxosNetworks } from './backends/paxos/networks.ts'
import type { Paxos } from './backends/paxos/open-paxos.ts'
import { paxosBackend } from './backends/paxos/paxos-backend.ts'
import { paxosKey } from './backends/paxos/to-movement.ts'
import type { ReceiveAddresses } from './backends/port.ts'
import type { SettlementBackend, SettlementNetwork } from './backends/settlement-port.ts'
import {
  familiesOf,
  openAddressPool,
  pooledAddresses,
  type AddressPool,
  type PoolStanding,
} from './credits/address-pool.ts'
import { openBackendPoll, type BackendPoll, type BackendSight } from './credits/poll-backend.ts'
import type { MovementClaim } from './credits/record-movement.ts'
import type { Ledger } from './ledger/port.ts'
import type { Clock } from './platform/clock.ts'
import type { Ids } from './platform/ids.ts'
import type { Log } from './platform/log.ts'

/** The settlement account of a terminal: its backend while one is connected, its addresses, and how both stand. */
export type TerminalPaxos = Readonly<{
  backend: () => SettlementBackend | undefined
  /** Addresses made ahead, with or without a connection; nothing where the shop receives at its own key. */
  addresses: () => ReceiveAddresses | undefined
  /** Seconds from a payment on a chain to money that can be spent; `undefined` without an account. */
  secondsToCredit: (chain: string) => number | undefined
  sight: () => (BackendSight & Readonly<{ pools: readonly PoolStanding[] }>) | undefined
  /** Connects what the settings say now; called at the start and by itself when they change. */
  sync: () => Promise<void>
  /** Calls back when the account answers again after a silence. */
  onAnswered: (listener: () => void) => () => void
  wake: () => void
  /** Reads what the account has said of movements until now; nothing while none is connected. */
  catchUp: () => Promise<void>
  stop: () => Promise<void>
}>

type SettlementParts = Readonly<{
  ledger: Ledger
  clock: Clock
  ids: Ids
  log: Log
  settings: () => Settings
  /** Opens a client with the credentials of this machine; nothing where they are not there. */
  connect: (settlement: PaxosSettlement) => Promise<Paxos | undefined>
  /** The networks of practice, which stand in for real ones. */
  practiceNetworks: readonly SettlementNetwork[] | undefined
  claims: readonly MovementClaim[]
  changed: (saleIds: readonly string[]) => void
  sighted: () => void
}>

type Connected = Readonly<{ backend: SettlementBackend; poll: BackendPoll; pool: AddressPool }>

const refillEveryMs = 30_000

/** The networks of the account that this shop follows. */
function networksOf({ settings, practiceNetworks }: SettlementParts): readonly SettlementNetwork[] {
  if (practiceNetworks) return practiceNetworks
  return settings().chains.chains.flatMap(({ key, chainId }) => {
    const known = paxosNetworks.find(({ chainIds }) => chainIds.includes(chainId))
    return known ? [{ ...known, chain: key }] : []
  })
}

/** Paxos converts at an address all tokens that it issues, or none: all of those the shop takes have to be chosen. */
function convertsAll({ chains, settlement }: Settings): boolean {
  const issued = new Set(['PYUSD', 'USDG', 'USDP'])
  const taken = chains.tokens.filter(({ enabled, symbol }) => enabled && issued.has(symbol))
  return taken.length > 0 && taken.every(({ symbol }) => settlement?.convertToUsd.includes(symbol))
}

/** True while money of a sale, or an order of the shop, is on its way at the backend. */
function isAwaiting(ledger: Ledger, backend: string): boolean {
  if (ledger.listUnfinishedMovements(backend, 1).length > 0) return true
  if (
    ledger.listRefunds({ statuses: ['reserved', 'submitted', 'broadcast', 'unknown'], limit: 1 }).length > 0
  )
    return true
  return ledger.listUnfinishedSales(1).length > 0
}

/** Puts the parts of an account together that is reached through a client. */
function openAccount(
  parts: SettlementParts,
  paxos: Paxos,
  { profileId }: PaxosSettlement,
  answered: () => void,
): Connected {
  const { ledger, clock, ids, log, settings, claims, changed, sighted } = parts
  const networks = networksOf(parts)
  const convertToUsd = (): boolean => convertsAll(settings())
  const backend = paxosBackend({ paxos, profileId, networks, convertToUsd, log })
  const pool = openAddressPool({
    backend,
    ledger,
    ids,
    log,
    families: familiesOf(networks),
    note: () => settings().shop.till,
    changed: sighted,
  })
  const poll = openBackendPoll({
    backend,
    ledger,
    clock,
    log,
    record: { ids, settings, networks, claims },
    isAwaiting: () => isAwaiting(ledger, backend.key),
    changed,
    sighted,
    answered: () => {
      void pool.refill()
      answered()
    },
  })
  return { backend, poll, pool }
}

/** What of the settings an account depends on. */
function fingerprintOf({ ledger, settings }: SettlementParts): string {
  const { settlement, chains } = settings()
  return JSON.stringify([
    // New credentials of the same account are an entry of their own, and the settings stay the same.
    ledger.settingsSeq('settlement'),
    settlement,
    chains.chains.map(({ key, chainId, enabled }) => [key, chainId, enabled]),
  ])
}

type Connection = Readonly<{
  current: () => Connected | undefined
  /** Why nothing is connected, where the settings name an account. */
  problem: () => BackendSight['problem']
  sync: () => Promise<void>
  stop: () => Promise<void>
}>

/** Keeps the account connected that the settings name; one change after the other. */
function openConnection(parts: SettlementParts, answered: () => void): Connection {
  const { log, settings, connect, sighted } = parts
  let connected: Connected | undefined
  let fingerprint = ''
  let problem: BackendSight['problem']
  let syncing: Promise<void> = Promise.resolve()
  let isStopped = false

  const disconnect = async (): Promise<void> => {
    const last = connected
    connected = undefined
    last?.pool.stop()
    await last?.poll.stop()
  }
  const apply = async (): Promise<void> => {
    const { settlement } = settings()
    const next = fingerprintOf(parts)
    if (isStopped || (next === fingerprint && connected)) return
    fingerprint = next
    await disconnect()
    if (!settlement) return
    try {
      problem = { code: 'backend.unauthorized', text: 'The credentials are not on this machine' }
      const paxos = await connect(settlement)
      if (!paxos || isStopped) return sighted()
      connected = openAccount(parts, paxos, settlement, answered)
      void connected.pool.refill()
    } catch (error) {
      const code = isPosError(error) ? error.code : 'backend.unavailable'
      problem = { code, text: messageOf(error) }
      log.error('The settlement account could not be connected', { problem: messageOf(error) })
    }
    sighted()
  }
  return {
    current: () => connected,
    problem: () => problem,
    sync: () => {
      syncing = syncing.then(apply, apply)
      return syncing
    },
    stop: async () => {
      isStopped = true
      await syncing
      await disconnect()
    },
  }
}

/** Opens the settlement account of a terminal; nothing is asked before the first `sync`. */
export function openTerminalPaxos(parts: SettlementParts): TerminalPaxos {
  const { ledger, settings } = parts
  const listeners = new Set<() => void>()
  const connection = openConnection(parts, () => listeners.forEach((listener) => listener()))
  const { current, sync } = connection
  const timer = setInterval(() => {
    const connected = current()
    if (connected) void connected.pool.refill()
    else if (settings().settlement) void sync()
  }, refillEveryMs)
  const stopListening = ledger.onCommitted((entries) => {
    const types = new Set(entries.map(({ type }) => type))
    if (types.has('settings.changed')) void sync()
    if (types.has('invoice.opened')) void current()?.pool.refill()
    if (types.has('payment.detected') || types.has('refund.submitted')) current()?.poll.wake()
  })
  return {
    backend: () => current()?.backend,
    addresses: () => {
      const { settlement } = settings()
      if (!settlement) return undefined
      const networks = networksOf(parts)
      const account = { key: paxosKey, account: settlement.profileId }
      return pooledAddresses(account, familiesOf(networks), networks)
    },
    secondsToCredit: (chain) =>
      settings().settlement
        ? networksOf(parts).find((network) => network.chain === chain)?.secondsToCredit
        : undefined,
    sight: () => {
      const connected = current()
      if (connected) return { ...connected.poll.sight(), pools: connected.pool.standing() }
      const problem = connection.problem()
      if (!settings().settlement) return undefined
      return { backend: paxosKey, name: 'Paxos', state: 'silent', ...(problem ? { problem } : {}), pools: [] }
    },
    sync,
    onAnswered: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    wake: () => current()?.poll.wake(),
    catchUp: async () => await current()?.poll.step(),
    stop: async () => {
      clearInterval(timer)
      stopListening()
      await connection.stop()
    },
  }
}
