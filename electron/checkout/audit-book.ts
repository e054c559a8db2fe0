import type { JournalEntry } from '../../shared/domain/ledger/journal-entry.ts'
import { isLive } from '../../shared/domain/payment/payment-lifecycle.ts'
import { paymentKey } from '../../shared/domain/payment/payment.ts'
import type { AuditBook, DeliveredTransfer, WitnessAnswer } from '../chains/port.ts'
import { recordWiped } from './record-wiped.ts'
import { recordWitness, toDelivered } from './record-witness.ts'
import type { Till } from './till.ts'

/** How far a chain was audited: the block, and the journal entry after which payments above it begin. */
type Mark = Readonly<{ upTo: number; seq: number }>
type Waiting = Readonly<{ saleId: string; blockNumber: number; seq: number }>

/** The audit of a terminal, to be stopped with it. */
export type OpenAuditBook = AuditBook & Readonly<{ stop: () => void }>

// What is older than this many entries at a start is not compared again: the till must not read for minutes.
const entriesMax = 20_000
const pageSize = 2_000

function parseMark(text: string | undefined): Mark | undefined {
  if (text === undefined) return undefined
  const [upTo = Number.NaN, seq = Number.NaN] = text.split(':').map(Number)
  return Number.isSafeInteger(upTo) && Number.isSafeInteger(seq) ? { upTo, seq } : undefined
}

type Places = Map<string, Map<string, Waiting>>

function noteOf(chain: string): string {
  return `audit:${chain}`
}

function markOf({ ledger }: Till, chain: string): Mark | undefined {
  return parseMark(ledger.findNote(noteOf(chain)))
}

function take(into: Places, entries: readonly JournalEntry[]): void {
  for (const entry of entries) {
    if (entry.type !== 'payment.detected') continue
    const { chain, key, saleId, blockNumber } = entry.body
    const own = into.get(chain) ?? new Map<string, Waiting>()
    into.set(chain, own.set(key, { saleId, blockNumber, seq: entry.seq }))
  }
}

/** The payments of the journal that no audit has compared. */
function readPlaces(till: Till): Places {
  const places: Places = new Map()
  const head = till.ledger.head().seq
  const marks = till.settings().chains.chains.map(({ key }) => markOf(till, key)?.seq ?? head)
  let seq = Math.max(head - entriesMax, Math.min(head, ...marks))
  while (seq < head) {
    const entries = till.ledger.entriesAfter(seq, pageSize)
    take(places, entries)
    seq = entries.at(-1)?.seq ?? head
  }
  return places
}

function recordDenial(
  till: Till,
  chain: string,
  held: DeliveredTransfer,
  answer: WitnessAnswer,
): string | undefined {
  const { ledger } = till
  const saleId = ledger.findSaleByAddress(held.to)
  const key = paymentKey(chain, held.txHash, held.logIndex)
  if (saleId === undefined) return undefined
  const isNews = recordWitness(till, { ...answer, saleId, key, blockHash: held.blockHash })
  return isNews ? saleId : undefined
}

/**
 * Opens the book of audits. Its place is a note of the ledger, moved after what was found has been kept: if the process
 * dies between the two, the same blocks are compared again and nothing is written twice.
 */
export function openAuditBook(
  parts: Readonly<{ till: Till; changed: (saleIds: readonly string[]) => void }>,
): OpenAuditBook {
  const { till, changed } = parts
  const { ledger } = till
  /** Payments above the audited block of their chain, by chain and key; read when first asked for. */
  let places: Places | undefined
  const stop = ledger.onCommitted((entries) => {
    if (places) take(places, entries)
  })
  const placesOn = (chain: string): Map<string, Waiting> => {
    places ??= readPlaces(till)
    return places.get(chain) ?? new Map<string, Waiting>()
  }

  return {
    stop,
    upTo: (chain) => markOf(till, chain)?.upTo,
    held: (chain, fromBlock, toBlock) =>
      [...placesOn(chain)].flatMap(([key, { saleId, blockNumber }]) => {
        if (blockNumber < fromBlock || blockNumber > toBlock) return []
        const payment = ledger.findSale(saleId)?.payments.find((each) => each.key === key)
        const isHeld = payment && isLive(payment.status) && payment.blockNumber === blockNumber
        return isHeld ? (toDelivered(till, payment) ?? []) : []
      }),
    done: (chain, upTo) => {
      const own = placesOn(chain)
      for (const [key, { blockNumber }] of own) if (blockNumber <= upTo) own.delete(key)
      const first = Math.min(...[...own.values()].map(({ seq }) => seq))
      const seq = Math.min(ledger.head().seq, first - 1)
      ledger.transact((transaction) => transaction.saveNote(noteOf(chain), `${upTo}:${seq}`))
    },
    contradicted: (chain, held, answer) => {
      const saleId = recordDenial(till, chain, held, answer)
      if (saleId !== undefined) changed([saleId])
    },
    wiped: (chain, transfers) => {
      const saleIds = transfers.flatMap((transfer) => recordWiped(till, chain, transfer) ?? [])
      if (saleIds.length === 0) return
      till.log.error('An issuer took money from receive addresses', { chain, sales: saleIds.length })
      changed(saleIds)
    },
  }
}
