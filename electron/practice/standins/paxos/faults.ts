import { amountOf } from './amounts.ts'
import { credit, debit } from './balances.ts'
import { releaseDeposit } from './crypto-deposits.ts'
import { decideHeldWithdrawal } from './crypto-withdrawals.ts'
import { addEvent } from './events.ts'
import { creditBack } from './fiat-withdrawals.ts'
import { noDistortion, type ListDistortion } from './list-distortions.ts'
import { decideOrchestration } from './orchestrations.ts'
import type { Orders, Outcomes } from './outcomes.ts'
import { notFound } from './problems.ts'
import type { RateLimits } from './rate-limits.ts'
import type { RequestFault, RequestFaults } from './request-faults.ts'
import type { Terms } from './terms.ts'
import type { Tokens } from './tokens.ts'
import { findTransfer } from './transfers.ts'
import type { World } from './world.ts'

/** Everything that can be made to go wrong, and what Paxos or a bank does by hand. */
export type PaxosFaults = Readonly<{
  /** Breaks requests; call the result to stop. */
  breakRequests: (fault: RequestFault) => () => void
  /** Decides what becomes of the next thing of a kind. */
  next: <K extends keyof Orders>(kind: K, outcome: Orders[K][number]) => void
  /** 429 on everything, for five minutes by the clock unless told otherwise. */
  throttle: (seconds?: number) => void
  /** Every access token is refused from now on. */
  revokeTokens: () => void
  distortLists: (wanted: Partial<ListDistortion>) => void
  /** All rows written while it is on carry one time. */
  stampAlike: (isOn: boolean) => void
  setTerms: (terms: Partial<Terms>) => void
  /** A completed bank withdrawal bounces: its row stays, the rest is credited, with or without a row of its own. */
  creditBack: (transferId: string, options?: Readonly<{ bankFee?: string; isListed?: boolean }>) => void
  releaseDeposit: (transferId: string) => void
  decideWithdrawal: (transferId: string, isApproved: boolean) => void
  decideOrchestration: (orchestrationId: string, isApproved: boolean) => void
  /** A balance moves without any row, by a signed decimal amount. */
  shiftBalance: (profileId: string, asset: string, by: string) => void
  /** The dashboard's test button; gives the event's id. */
  sendTestEvent: (type: string) => string
  /** How often each call was answered or broken since the start, such as `GET /v2/transfer/transfers`. */
  calls: () => Readonly<Record<string, number>>
  /** Takes back every fault and every order; terms stay. */
  clear: () => void
}>

/** What the faults act on. */
type Parts = Readonly<{
  world: World
  outcomes: Outcomes
  requests: RequestFaults
  rates: RateLimits
  tokens: Tokens
  calls: ReadonlyMap<string, number>
  setTerms: (terms: Partial<Terms>) => void
}>

/** Puts the faults within reach; `distortion` is what lists suffer now. */
export function openFaults(
  parts: Parts,
): Readonly<{ faults: PaxosFaults; distortion: () => ListDistortion }> {
  const { world, outcomes, requests, rates, tokens, calls, setTerms } = parts
  let distortion = noDistortion
  const faults: PaxosFaults = {
    breakRequests: requests.set,
    next: outcomes.order,
    throttle: (seconds = 300) => rates.block(seconds),
    revokeTokens: tokens.revokeAll,
    distortLists: (wanted) => {
      distortion = { ...distortion, ...wanted }
    },
    stampAlike: world.stampAlike,
    setTerms,
    creditBack: (id, { bankFee = '0', isListed = true } = {}) =>
      world.store.atomically(() => creditBack(world, id, bankFee, isListed)),
    releaseDeposit: (id) => world.store.atomically(() => releaseDeposit(world, id)),
    decideWithdrawal: (id, isApproved) =>
      world.store.atomically(() => {
        const found = findTransfer(world, id)
        if (found?.inner.plan !== 'held') throw notFound(`no held withdrawal found for id: ${id}`)
        decideHeldWithdrawal(world, found, isApproved)
      }),
    decideOrchestration: (id, isApproved) =>
      world.store.atomically(() => decideOrchestration(world, id, isApproved)),
    shiftBalance: (profileId, asset, by) =>
      world.store.atomically(() =>
        by.startsWith('-')
          ? debit(world, profileId, asset, amountOf(by.slice(1)))
          : credit(world, profileId, asset, amountOf(by)),
      ),
    sendTestEvent: (type) =>
      world.store.atomically(() =>
        addEvent(world, { type, object_type: 'transfer_status_change', object: { id: world.uuid() } }, true),
      ),
    calls: () => Object.fromEntries(calls),
    clear: () => {
      requests.clear()
      outcomes.clear()
      rates.clear()
      world.stampAlike(false)
      distortion = noDistortion
    },
  }
  return { faults, distortion: () => distortion }
}
