import type { Exposure } from '../policy/exposure-cap.ts'
import type { ReleaseWait } from '../policy/release-wait.ts'
import type { AppliedRule } from '../policy/release-rule.ts'
import type { EvmAddress, Hash } from '../tokens/token.ts'
import type { TokenHealth } from '../tokens/token-health.ts'

/** The three honest answers. Unknown is an answer of its own and is never shown as failed. */
export type Answer = 'paid' | 'notPaid' | 'cannotTell'

/** Why the answer is what it is; each reason has a sentence on the screen. */
export type VerdictReason =
  | 'waiting'
  | 'waitingForRelease'
  | 'underpaid'
  | 'released'
  | 'final'
  | 'expired'
  | 'underpaidExpired'
  | 'void'
  | 'voidButPaid'
  | 'reverted'
  | 'wrongToken'
  | 'wrongChain'
  | 'counterfeit'
  | 'sourcesDisagree'
  | 'sourceSilent'
  | 'catchingUp'
  | 'deadlineUnread'

/** What the cashier should do next; each has a sentence on the screen. */
export type Advice =
  | 'showCode'
  | 'waitSeconds'
  | 'askForRest'
  | 'askAgain'
  | 'handOver'
  | 'keepGoods'
  | 'newSale'
  | 'callManager'
  | 'checkNetwork'

/** One thing that one source said, and when. Instants are milliseconds since 1970, UTC. */
export type Evidence = Readonly<{
  source: string
  chain: string
  at: number
  block?: Readonly<{ number: number; hash?: Hash }>
  says:
    | Readonly<{
        kind: 'transfer' | 'transferLost'
        txHash: Hash
        logIndex: number
        from: EvmAddress
        currency: string
        amountMinor: bigint
        decimals: number
      }>
    | Readonly<{ kind: 'same' | 'missing' | 'different'; txHash: Hash; logIndex: number }>
    | Readonly<{ kind: 'nothing' }>
    | Readonly<{ kind: 'catchingUp'; behindBlocks: number }>
    | Readonly<{ kind: 'silent'; problem: string }>
}>

/** What the release waits for, on which chain; `exposure` is there where the chain's cap is the cause. */
export type WaitingFor = ReleaseWait & Readonly<{ chain: string; exposure?: Exposure }>

/** Whether goods may leave the shop, who says so, and what to do. */
export type Verdict = Readonly<{
  answer: Answer
  reason: VerdictReason
  advice: Advice
  evidence: readonly Evidence[]
  /** Seconds until the release rule can be met, while waiting for it. */
  secondsToRelease?: number
  /** What takes longest, while waiting for the release rule. */
  waitingFor?: WaitingFor
  /** The rules that let the goods go, one for each chain, once they did. */
  releasedBy?: readonly AppliedRule[]
}>

/** The first word of the status that till and customer display show. */
export type Headline = 'Waiting' | 'Detected' | 'Paid' | 'Not paid' | 'Cannot tell'

/** The headline of a verdict: *Waiting* and *Detected* are the hopeful forms of not paid. */
export function headlineOf(verdict: Pick<Verdict, 'answer' | 'reason'>): Headline {
  if (verdict.answer === 'paid') return 'Paid'
  if (verdict.answer === 'cannotTell') return 'Cannot tell'
  if (verdict.reason === 'waiting') return 'Waiting'
  return verdict.reason === 'waitingForRelease' || verdict.reason === 'underpaid' ? 'Detected' : 'Not paid'
}

/**
 * What the till knows of one chain. `readUpTo` is the newest block whose transfers are in the ledger; nothing newer is
 * decided upon. `silent` means that no endpoint shows a fresh head.
 */
export type ChainSight = Readonly<{
  chain: string
  state: 'live' | 'catchingUp' | 'silent'
  source: string
  at: number
  headNumber?: number
  /** While it catches up: the block that it had read when that began. */
  fromNumber?: number
  readUpTo?: Readonly<{ number: number; hash: Hash; timestamp: number }>
  safeNumber?: number
  finalizedNumber?: number
  /** How the tokens of the chain stand; one that was never asked is not among them. */
  tokens?: readonly TokenHealth[]
  problem?: string
}>
