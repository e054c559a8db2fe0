import { isPosError, messageOf } from '../../shared/errors/pos-error.ts'
import type { ReceiveAddresses } from '../backends/port.ts'
import type { MadeAddress, SettlementBackend, SettlementNetwork } from '../backends/settlement-port.ts'
import type { Ledger, LedgerTransaction } from '../ledger/port.ts'
import type { Ids } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'

/** How many addresses are kept ready, and from how few on the shop is warned. */
const poolSize = 40
const poolLow = 10
/** Addresses that are asked for at once: Paxos limits calls, and sales do not come in hundreds. */
const batch = 4

/** How the pool of one network stands. */
export type PoolStanding = Readonly<{ network: string; free: number; isLow: boolean }>

/** Addresses made ahead of any sale, so that opening one never waits for a network. */
export type AddressPool = Readonly<{
  standing: () => readonly PoolStanding[]
  /** Makes what is missing; harmless to call at any time, and twice. */
  refill: () => Promise<void>
  stop: () => void
}>

type PoolParts = Readonly<{
  backend: SettlementBackend
  ledger: Ledger
  ids: Ids
  log: Log
  /** The networks that addresses are asked for; one of each family, for its addresses are good on all of it. */
  families: readonly string[]
  /** What the backend is told of each address: the name of this till. */
  note: () => string
  changed: () => void
}>

const actor = 'till'
function wantedKey({ key, account }: Pick<SettlementBackend, 'key' | 'account'>, network: string): string {
  return `pool.${key}.${account}.${network}`
}

/**
 * Ids under which addresses are being made. They are kept before anything is asked for, so that a till that dies, or gets no
 * answer, asks again under the same ones and nothing is made twice.
 */
function wantedRefs({ ledger, ids, backend }: PoolParts, network: string, count: number): readonly string[] {
  return ledger.transact((transaction) => {
    const kept = (transaction.findNote(wantedKey(backend, network)) ?? '')
      .split(' ')
      .filter((ref) => ref !== '')
    const open = kept.filter((ref) => transaction.findPooledByRef(ref) === undefined)
    const refs = [...open, ...Array.from({ length: Math.max(0, count - open.length) }, () => ids.next('da'))]
    transaction.saveNote(wantedKey(backend, network), refs.join(' '))
    return refs.slice(0, count)
  })
}

/**
 * The addresses of the pool that no sale has taken, from the ledger alone: they are given out with or without the backend. Each takes
 * what the backend finds on its networks, and nothing else is offered at it.
 */
export function pooledAddresses(
  { key, account }: Pick<SettlementBackend, 'key' | 'account'>,
  families: readonly string[],
  networks: readonly SettlementNetwork[],
): ReceiveAddresses {
  return {
    kind: key,
    next: (reader, count) => {
      const [family] = families
      if (family === undefined) return []
      return reader.freeAddresses(key, account, family, count).map(({ address, networks: found }) => ({
        address,
        takes: ({ chain, symbol }) =>
          networks.some(
            (network) =>
              network.chain === chain && network.assets.includes(symbol) && found.includes(network.network),
          ),
      }))
    },
  }
}

/**
 * The networks that addresses are asked for: one of each family. The addresses of one EVM network are those of all, so that there is
 * one family today, named after Ethereum where the shop has it.
 */
export function familiesOf(networks: readonly SettlementNetwork[]): readonly string[] {
  const first = networks.find(({ network }) => network === 'ETHEREUM') ?? networks[0]
  return first ? [first.network] : []
}

/** Forgets an id under which no address will come. */
function dropRef(transaction: LedgerTransaction, key: string, refId: string): void {
  const kept = (transaction.findNote(key) ?? '').split(' ').filter((ref) => ref !== refId)
  transaction.saveNote(key, kept.join(' '))
}

/**
 * Takes an address into the pool. A backend may hand out one that it made before: one that a sale has, or had, is never given to
 * another.
 */
function keepAddress(
  { backend, ledger, log }: PoolParts,
  network: string,
  refId: string,
  made: MadeAddress,
): void {
  const { key, account } = backend
  const { id: addressId, address, networks } = made
  ledger.transact((transaction) => {
    if (transaction.findPooledByRef(refId)) return
    if (transaction.findSaleByAddress(address) ?? transaction.findPooledAddress(address)) {
      log.error('A backend gave an address that is in use; it is passed over', { backend: key, refId })
      dropRef(transaction, wantedKey(backend, network), refId)
      return
    }
    transaction.append({
      type: 'address.pooled',
      subject: { kind: 'account', id: key },
      body: { backend: key, account, network, refId, addressId, address, networks },
      actor,
      key: `address.pooled:${refId}`,
    })
  })
}

/** Opens the pool of a backend. */
export function openAddressPool(parts: PoolParts): AddressPool {
  const { backend, ledger, log, families, note, changed } = parts
  let running: Promise<void> | undefined
  let isStopped = false

  const countFree = (network: string): number =>
    ledger.countFreeAddresses(backend.key, backend.account, network)
  const make = async (network: string, refId: string): Promise<void> => {
    try {
      keepAddress(parts, network, refId, await backend.makeAddress({ refId, network, note: note() }))
    } catch (error) {
      if (!isPosError(error, 'paxos.refIdConflict')) throw error
      // It was asked for otherwise, before the settings changed: that address exists and is of no use here.
      ledger.transact((transaction) => dropRef(transaction, wantedKey(backend, network), refId))
    }
    changed()
  }
  const fill = async (network: string): Promise<void> => {
    for (;;) {
      const missing = poolSize - countFree(network)
      if (missing <= 0 || isStopped) return
      const refs = wantedRefs(parts, network, Math.min(batch, missing))
      await Promise.all(refs.map((refId) => make(network, refId)))
    }
  }
  const refill = async (): Promise<void> => {
    for (const network of families) {
      try {
        await fill(network)
      } catch (error) {
        // The next round asks again, under the same ids; the alarm says when it gets urgent.
        const code = isPosError(error) ? error.code : undefined
        log.warn('Receive addresses could not be fetched', {
          network,
          code: code ?? '',
          problem: messageOf(error),
        })
      }
    }
  }
  return {
    standing: () =>
      families.map((network) => {
        const free = countFree(network)
        return { network, free, isLow: free < poolLow }
      }),
    refill: () => {
      running ??= refill().finally(() => {
        running = undefined
      })
      return running
    },
    stop: () => {
      isStopped = true
    },
  }
}
