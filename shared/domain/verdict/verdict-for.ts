import type { InvoiceException, InvoiceStatus, Offer } from '../invoice/invoice.ts'
import { offerFor } from '../payment/coverage.ts'
import type { Payment } from '../payment/payment.ts'
import type { AppliedRule } from '../policy/release-rule.ts'
import type { ReleaseWait } from '../policy/release-wait.ts'
import type { AssessmentFacts } from './assessment-facts.ts'
import type { Standing } from './standing.ts'
import type { Advice, Answer, ChainSight, Evidence, Verdict, VerdictReason, WaitingFor } from './verdict.ts'

type Outcome = Readonly<{ answer: Answer; reason: VerdictReason; advice: Advice }>
type Question = Readonly<{
  status: InvoiceStatus
  exception: InvoiceException
  standing: Standing
  facts: AssessmentFacts
}>

function outcome(answer: Answer, reason: VerdictReason, advice: Advice): Outcome {
  return { answer, reason, advice }
}

/**
 * The chains whose silence makes the answer unknown: those that hold the money seen and, while something is still owed,
 * the one on the screen, on which the rest may be on its way.
 */
function chainsThatMatter({ standing, facts }: Question): readonly string[] {
  const moving = [...standing.live, ...standing.lost].map((payment) => payment.chain)
  const isScreenAsked = moving.length === 0 || (facts.focusChain !== undefined && !standing.covered)
  const focus = facts.focusChain ?? facts.invoice.offers[0]?.chain
  return [...new Set(isScreenAsked && focus !== undefined ? [...moving, focus] : moving)]
}

function unknownBecause(question: Question): Outcome | undefined {
  for (const chain of chainsThatMatter(question)) {
    const state = question.facts.sights.get(chain)?.state ?? 'silent'
    if (state === 'silent') return outcome('cannotTell', 'sourceSilent', 'checkNetwork')
    if (state === 'catchingUp') return outcome('cannotTell', 'catchingUp', 'keepGoods')
  }
  return undefined
}

function outcomeOf(question: Question): Outcome {
  const { status, exception, standing } = question
  const hasMoney = standing.moving.length > 0
  switch (status) {
    case 'confirmed':
      // Goods may have left on money that another source says is not there.
      return standing.denied.some((payment) => standing.booked.includes(payment.key))
        ? outcome('cannotTell', 'sourcesDisagree', 'callManager')
        : outcome('paid', 'released', 'handOver')
    case 'settled':
      return outcome('paid', 'final', 'handOver')
    case 'void':
      return hasMoney
        ? outcome('notPaid', 'voidButPaid', 'callManager')
        : outcome('notPaid', 'void', 'newSale')
    case 'expired':
      // Money that a chain took back may still return: that is unknown, and goods may have left on it.
      if (exception === 'reverted') return outcome('cannotTell', 'reverted', 'callManager')
      if (hasMoney) return outcome('notPaid', 'underpaidExpired', 'callManager')
      return isMistake(exception)
        ? outcome('notPaid', exception, 'callManager')
        : outcome('notPaid', 'expired', 'newSale')
    case 'detected':
    case 'open':
      if (exception === 'sourcesDisagree') return outcome('cannotTell', 'sourcesDisagree', 'keepGoods')
      return unknownBecause(question) ?? openOutcome(exception, question)
  }
}

/** True for what a customer sent instead of the money that was asked for. */
function isMistake(exception: InvoiceException): exception is 'wrongToken' | 'wrongChain' | 'counterfeit' {
  return exception === 'wrongToken' || exception === 'wrongChain' || exception === 'counterfeit'
}

function openOutcome(exception: InvoiceException, { standing, status }: Question): Outcome {
  if (exception === 'reverted') return outcome('cannotTell', 'reverted', 'keepGoods')
  if (status === 'detected') {
    return standing.covered
      ? outcome('notPaid', 'waitingForRelease', 'waitSeconds')
      : outcome('notPaid', 'underpaid', 'askForRest')
  }
  if (standing.deadlinePassed) return outcome('cannotTell', 'deadlineUnread', 'checkNetwork')
  return isMistake(exception)
    ? outcome('notPaid', exception, 'askAgain')
    : outcome('notPaid', 'waiting', 'showCode')
}

/** The most payments that a verdict names; anybody can send crumbs to an address, and each step keeps its evidence. */
const evidencePaymentsMax = 40

/** The payments that say most about the amount due, in the order given. */
function mostTelling(payments: readonly Payment[], offers: readonly Offer[]): readonly Payment[] {
  if (payments.length <= evidencePaymentsMax) return payments
  const dueOf = (payment: Payment): bigint => offerFor(payment, offers)?.amountMinor ?? 1n
  const bySize = payments.toSorted((left, right) => {
    const difference = right.amountMinor * dueOf(left) - left.amountMinor * dueOf(right)
    return difference === 0n ? 0 : difference > 0n ? 1 : -1
  })
  const largest = new Set(bySize.slice(0, evidencePaymentsMax))
  return payments.filter((payment) => largest.has(payment))
}

function transferEvidence(
  payment: Payment,
  kind: 'transfer' | 'transferLost',
  offers: readonly Offer[],
): Evidence {
  return {
    source: payment.source,
    chain: payment.chain,
    at: payment.detectedAt,
    block: { number: payment.blockNumber, hash: payment.blockHash },
    says: {
      kind,
      txHash: payment.txHash,
      logIndex: payment.logIndex,
      from: payment.from,
      currency: payment.currency,
      amountMinor: payment.amountMinor,
      decimals: offerFor(payment, offers)?.decimals ?? 0,
    },
  }
}

/** What other sources say of a payment in its present block. */
function witnessEvidence(payment: Payment): readonly Evidence[] {
  const { chain, txHash, logIndex, blockNumber, blockHash } = payment
  return (payment.witnesses ?? [])
    .filter((witness) => witness.blockHash === blockHash)
    .map(({ source, at, says }) => ({
      source,
      chain,
      at,
      block: { number: blockNumber, hash: blockHash },
      says: { kind: says, txHash, logIndex },
    }))
}

function sightEvidence(sight: ChainSight): Evidence {
  const { readUpTo } = sight
  const block = readUpTo === undefined ? {} : { block: { number: readUpTo.number, hash: readUpTo.hash } }
  const base = { source: sight.source, chain: sight.chain, at: sight.at, ...block }
  if (sight.state === 'silent')
    return { ...base, says: { kind: 'silent', problem: sight.problem ?? 'no answer' } }
  if (sight.state === 'catchingUp') {
    return {
      ...base,
      says: {
        kind: 'catchingUp',
        behindBlocks: Math.max(0, (sight.headNumber ?? 0) - (readUpTo?.number ?? 0)),
      },
    }
  }
  return { ...base, says: { kind: 'nothing' } }
}

function evidenceOf({ standing, facts }: Question): readonly Evidence[] {
  const { offers } = facts.invoice
  const chains = [...new Set(offers.map((offer) => offer.chain))]
  const withMoney = new Set(standing.live.map((payment) => payment.chain))
  const sights = chains.flatMap((chain) => facts.sights.get(chain) ?? [])
  const live = mostTelling(standing.live, offers)
  const lost = mostTelling(standing.lost, offers)
  return [
    ...live.flatMap((payment) => [
      transferEvidence(payment, 'transfer', offers),
      ...witnessEvidence(payment),
    ]),
    ...lost.map((payment) => transferEvidence(payment, 'transferLost', offers)),
    ...sights.filter((sight) => sight.state !== 'live' || !withMoney.has(sight.chain)).map(sightEvidence),
  ]
}

/** How long a wait is beside others: one that does not end by itself is the longest. */
function lengthOf(wait: ReleaseWait | undefined): number {
  if (wait === undefined) return -1
  return wait.cause === 'noSecondSource' ? Number.MAX_SAFE_INTEGER : wait.seconds
}

/** What takes longest of all that the release waits for. */
function waitingFor({ moving, progress }: Standing): WaitingFor | undefined {
  let longest: WaitingFor | undefined
  for (const { key, chain } of moving) {
    const { wait, exposure } = progress.get(key) ?? {}
    if (wait && lengthOf(wait) > lengthOf(longest))
      longest = { ...wait, chain, ...(exposure ? { exposure } : {}) }
  }
  return longest
}

/** The rules that released what the sale rests on, one for each chain in the order of the payments. */
function releasedBy({ live, progress, booked }: Standing): readonly AppliedRule[] {
  const byChain = new Map<string, AppliedRule>()
  for (const { key, chain } of live) {
    const found = progress.get(key)
    if (found?.released && booked.includes(key) && !byChain.has(chain)) byChain.set(chain, found.rule)
  }
  return [...byChain.values()]
}

/** The verdict on an invoice that stands at `status`: the answer, its reason, what to do, and who said what. */
export function verdictFor(question: Question): Verdict {
  const found = outcomeOf(question)
  const { standing, status } = question
  const waits = [...standing.progress.values()].map((progress) => progress.secondsLeft)
  const wait = found.reason === 'waitingForRelease' ? waitingFor(standing) : undefined
  // No waiting ends this: a person decides, or an owner adds an endpoint.
  const isStuck = wait?.cause === 'noSecondSource'
  const hasLeft = status === 'confirmed' || status === 'settled'
  return {
    ...found,
    ...(isStuck ? { advice: 'callManager' as const } : {}),
    evidence: evidenceOf(question),
    ...(found.reason === 'waitingForRelease' && !isStuck ? { secondsToRelease: Math.max(0, ...waits) } : {}),
    ...(wait ? { waitingFor: wait } : {}),
    ...(hasLeft ? { releasedBy: releasedBy(standing) } : {}),
  }
}
