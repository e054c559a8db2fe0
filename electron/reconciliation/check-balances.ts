import { compareBalances, type BalanceFinding } from '../../shared/domain/settlement/compare-balances.ts'
import { custodyCurrency, formatCustody } from '../../shared/domain/settlement/asset.ts'
import { isPosError, messageOf, type PosError } from '../../shared/errors/pos-error.ts'
import { tillNote } from '../cases/till-note.ts'
import type { CustodyBalance, SettlementBackend } from '../backends/settlement-port.ts'
import { decodeBody, encodeBody } from '../ledger/entry-codec.ts'
import type { Ledger, LedgerReader, LedgerTransaction } from '../ledger/port.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'

/** What one look found; with a problem nothing was compared. */
export type BalanceCheck = Readonly<{
  at: number
  findings: readonly BalanceFinding[]
  problem?: PosError['code']
}>

/** Compares the books with the account. */
export type BalanceChecks = Readonly<{
  check: () => Promise<BalanceCheck | undefined>
  /** Checks when a day has passed since the last one that came to something. */
  nightly: () => Promise<void>
  last: () => BalanceCheck | undefined
}>

type Parts = Readonly<{
  ledger: Ledger
  clock: Clock
  ids: Ids
  log: Log
  backend: () => SettlementBackend | undefined
  /** Key of the account, connected or not. */
  accountKey: () => string
  /** Reads what the backend has said of movements until now into the ledger. */
  catchUp: () => Promise<void>
}>

const actor = 'till'
const dayMs = 86_400_000
/** While nobody answers it is tried again after this, not at every look. */
const againMs = 600_000
const openMax = 1_000

function noteKey(backend: string): string {
  return `reconciliation.last:${backend}`
}

/** Orders of which nobody knows whether the balance has them already, by asset. */
function uncertainOf(reader: LedgerReader, backend: string): ReadonlyMap<string, number> {
  const refunds = reader.listRefunds({ statuses: ['reserved', 'unknown'], limit: openMax })
  const payouts = reader.listPayouts({ statuses: ['approved', 'unknown'], limit: openMax })
  const movements = reader.listUnfinishedMovements(backend, openMax)
  const assets = [
    ...refunds.filter((one) => one.backend === backend).map(({ balanceAsset }) => balanceAsset),
    ...payouts.filter((one) => one.backend === backend).map(({ asset }) => asset),
    // A word that the till does not know may mean that the money is there, or not.
    ...movements.flatMap(({ movement }) => (movement.status === 'unknown' ? [movement.balanceAsset] : [])),
  ]
  return new Map(assets.map((asset) => [asset, assets.filter((other) => other === asset).length]))
}

function booksByAsset(reader: LedgerReader, backend: string): ReadonlyMap<string, bigint> {
  const held = reader.balances().filter(({ account }) => account === `custody:${backend}`)
  return new Map(
    held.map(({ currency, amountMinor }) => [currency.slice(0, -backend.length - 1), amountMinor]),
  )
}

function compare(
  reader: LedgerReader,
  backend: string,
  balances: readonly CustodyBalance[],
): readonly BalanceFinding[] {
  const books = booksByAsset(reader, backend)
  const uncertain = uncertainOf(reader, backend)
  const told = new Map(
    balances.map(({ asset, availableMinor, heldMinor }) => [asset, availableMinor + heldMinor]),
  )
  const assets = [...new Set([...told.keys(), ...books.keys()])].toSorted()
  return compareBalances(
    assets.map((asset) => ({
      asset,
      booksMinor: books.get(asset) ?? 0n,
      balanceMinor: told.get(asset) ?? 0n,
      uncertain: uncertain.get(asset) ?? 0,
    })),
  )
}

/** `USDC: 12.50 USDC more at the account than in the books`, for the history of the case. */
function differenceText({ asset, differenceMinor }: BalanceFinding): string {
  const more = differenceMinor > 0n ? 'more' : 'less'
  const size = differenceMinor > 0n ? differenceMinor : -differenceMinor
  return `${formatCustody(size, asset)} ${more} in the account than in the books`
}

/** One case for the account, with what differs now in its newest note; it ends by itself when both agree again. */
function keepCase(
  transaction: LedgerTransaction,
  ids: Ids,
  backend: string,
  findings: readonly BalanceFinding[],
): void {
  const differing = findings.filter(({ state }) => state === 'differs')
  const known = transaction.casesOf(backend).find(({ kind }) => kind === 'balanceDiffers')
  const caseId = known?.id ?? ids.next('case')
  const subject = { kind: 'case', id: caseId } as const
  if (differing.length === 0) {
    // What is skipped may still differ: only a comparison of everything ends the doubt.
    const isSure = findings.every(({ state }) => state === 'agrees')
    if (known?.status === 'open' && isSure) {
      const body = { caseId, how: 'curedItself', reason: 'The books and the account agree' } as const
      transaction.append({ type: 'case.resolved', subject, body, actor })
    }
    return
  }
  const text = differing.map(differenceText).join('; ').slice(0, 200)
  const things = differing.map(({ asset }) => custodyCurrency(backend, asset))
  const last = known && tillNote(transaction, caseId)
  // What a person has written off or explained is no news until it changes.
  if (known && last === text && known.resolution?.how !== 'curedItself') return
  if (!known) {
    const body = { caseId, kind: 'balanceDiffers', saleId: backend, saleNumber: 0, things } as const
    transaction.append({ type: 'case.opened', subject, body, actor })
  } else {
    const news = things.filter((thing) => !known.things.includes(thing))
    if (known.status === 'resolved')
      transaction.append({ type: 'case.reopened', subject, body: { caseId, things: news }, actor })
    else if (news.length > 0)
      transaction.append({ type: 'case.joined', subject, body: { caseId, things: news }, actor })
  }
  transaction.append({ type: 'case.noted', subject, body: { caseId, text }, actor })
}

function isSame(left: readonly BalanceFinding[], right: readonly BalanceFinding[]): boolean {
  return encodeBody({ findings: left }) === encodeBody({ findings: right })
}

/** Opens the checks; what the newest one found outlives a restart. */
export function openBalanceChecks({
  ledger,
  clock,
  ids,
  log,
  backend,
  accountKey,
  catchUp,
}: Parts): BalanceChecks {
  let triedAt = Number.NEGATIVE_INFINITY
  const last = (): BalanceCheck | undefined => {
    const note = ledger.findNote(noteKey(accountKey()))
    // The note holds what `keep` wrote.
    return note === undefined ? undefined : (decodeBody(note) as BalanceCheck)
  }
  const keep = (transaction: LedgerTransaction, key: string, check: BalanceCheck): void =>
    transaction.saveNote(noteKey(key), encodeBody(check))

  /** The balance is read between two readings of the movements: what is on its way there would look like a difference. */
  const look = async (from: SettlementBackend): Promise<readonly BalanceFinding[]> => {
    await catchUp()
    const balances = await from.balances()
    return compare(ledger, from.key, balances)
  }
  const check = async (): Promise<BalanceCheck | undefined> => {
    const from = backend()
    triedAt = clock.now()
    if (!from) return undefined
    try {
      let findings = await look(from)
      for (let looks = 1; looks < 3 && findings.some(({ state }) => state === 'differs'); looks += 1) {
        const again = await look(from)
        if (isSame(findings, again)) break
        findings = again
      }
      const done: BalanceCheck = { at: clock.now(), findings }
      ledger.transact((transaction) => {
        keepCase(transaction, ids, from.key, findings)
        keep(transaction, from.key, done)
      })
      return done
    } catch (error) {
      log.warn('The balances could not be compared', { backend: from.key, problem: messageOf(error) })
      const problem = isPosError(error) ? error.code : 'backend.badAnswer'
      return { at: clock.now(), findings: [], problem }
    }
  }
  return {
    check,
    nightly: async () => {
      const now = clock.now()
      const age = now - (last()?.at ?? Number.NEGATIVE_INFINITY)
      // A clock that was set back must not put the check off.
      const isDue = age >= dayMs || age < 0
      if (isDue && Math.abs(now - triedAt) >= againMs) await check()
    },
    last,
  }
}
