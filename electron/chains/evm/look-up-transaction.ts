import { isPosError, PosError } from '../../../shared/errors/pos-error.ts'
import type {
  MadeTransfer,
  MinedTransaction,
  TransactionSender,
  TransactionState,
} from '../../../shared/domain/look-up/look-up.ts'
import type { EvmAddress, Hash } from '../../../shared/domain/tokens/token.ts'
import type { TransactionAnswer, TransactionQuestion } from '../port.ts'
import { askTwo, headOf } from './ask-two.ts'
import { authorizationsIn } from './authorization-topics.ts'
import { describeToken, type TokenWords } from './describe-token.ts'
import type { Endpoint } from './endpoint.ts'
import { findAuthorizationUse } from './find-authorization-use.ts'
import { parseQuantity } from './parse-answer.ts'
import {
  parseReceipt,
  parseTransaction,
  type AnsweredReceipt,
  type AnsweredTransaction,
} from './parse-transaction.ts'
import { readBlock } from './read-block.ts'
import type { ReadContext } from './read-context.ts'

type Context = Pick<ReadContext, 'chain' | 'pool' | 'policy' | 'clock' | 'ticks'> &
  Readonly<{ listed: readonly EvmAddress[] }>
type Found = Exclude<TransactionState, Readonly<{ state: 'disputed' | 'silent' }>>
type Word = Readonly<{ endpoint: Endpoint; is: Found }>

const ownTransfersMax = 50
const otherTransfersMax = 20
const strangersNamedMax = 3
const secondWordMs = 1_500

async function fetchTransaction(endpoint: Endpoint, txHash: Hash): Promise<AnsweredTransaction | undefined> {
  const answer = await endpoint.rpc.call('eth_getTransactionByHash', [txHash])
  return answer === null ? undefined : parseTransaction(answer, txHash)
}

/** Whether the sender has a transaction of that number on the chain. */
async function isNumberTaken(endpoint: Endpoint, { address, nonce }: TransactionSender): Promise<boolean> {
  const answer = await endpoint.rpc.call('eth_getTransactionCount', [address, 'latest'])
  return parseQuantity(answer, 'a malformed count of transactions') > nonce
}

async function nameOf({ policy }: Context, endpoint: Endpoint, token: EvmAddress): Promise<TokenWords> {
  try {
    return await describeToken(endpoint, token, policy.headTimeoutMs)
  } catch (error) {
    // The transfer is known; what its contract calls itself is a help and not the answer.
    if (isPosError(error)) return {}
    throw error
  }
}

/** Contracts of strangers among transfers to the shop, by the name they give themselves. */
async function withNames(
  context: Context,
  endpoint: Endpoint,
  transfers: readonly MadeTransfer[],
): Promise<readonly MadeTransfer[]> {
  const known = new Set(context.listed.map((address) => address.toLowerCase()))
  const strangers = [...new Set(transfers.map(({ token }) => token))]
    .filter((token) => !known.has(token.toLowerCase()))
    .slice(0, strangersNamedMax)
  const names = new Map<string, TokenWords>()
  for (const token of strangers) names.set(token, await nameOf(context, endpoint, token))
  return transfers.map((transfer) => ({ ...transfer, ...names.get(transfer.token) }))
}

type Mined = Readonly<{ transaction: AnsweredTransaction; receipt: AnsweredReceipt; headNumber: number }>

async function describeMined(
  context: Context,
  endpoint: Endpoint,
  { transaction, receipt, headNumber }: Mined,
  { isOurs, txHash }: TransactionQuestion,
): Promise<MinedTransaction> {
  const { sender, coin, input } = transaction
  const block = await readBlock(endpoint, receipt.block.number)
  if (block.hash !== receipt.block.hash)
    throw new PosError('chain.nodeBehind', `${endpoint.rpc.host} holds the receipt of a block that is gone.`)
  const ours = new Set(receipt.transfers.filter(({ to }) => isOurs(to)))
  const own = [...ours].slice(0, ownTransfersMax)
  const others = receipt.transfers.filter((transfer) => !ours.has(transfer)).slice(0, otherTransfersMax)
  // Where money came, nobody needs to know what else was tried.
  const tried = own.length > 0 ? [] : [...receipt.alreadyUsed, ...authorizationsIn(input)]
  const [authorization] = tried
  const newest = Math.max(headNumber, block.number)
  const search = authorization && { authorization, tokens: context.listed, headNumber: newest }
  const found = search ? await findAuthorizationUse(endpoint, search) : undefined
  // What this very transaction used it did not try in vain; but what is left of it is no transfer to us.
  const isOwnUse = found?.usedBy !== undefined && found.usedBy.txHash === txHash
  return {
    state: 'mined',
    sender,
    blockNumber: block.number,
    blockHash: block.hash,
    blockTimestamp: block.timestamp,
    succeeded: receipt.succeeded,
    transfers: [...(await withNames(context, endpoint, own)), ...others],
    ...(coin ? { coin } : {}),
    authorizations: found && !isOwnUse ? [found] : [],
  }
}

/** Everything one endpoint holds of a transaction. At most ten calls. */
async function askEndpoint(
  context: Context,
  endpoint: Endpoint,
  question: TransactionQuestion,
): Promise<Found> {
  const headNumber = await headOf(context, endpoint)
  const { txHash, sender: earlier } = question
  const transaction = await fetchTransaction(endpoint, txHash)
  if (!transaction) {
    const isOvertaken = earlier !== undefined && (await isNumberTaken(endpoint, earlier))
    return { state: 'unknown', ...(earlier ? { sender: earlier } : {}), isOvertaken }
  }
  const { sender, block } = transaction
  if (!block) return { state: 'pending', sender, isOvertaken: await isNumberTaken(endpoint, sender) }
  const answer = await endpoint.rpc.call('eth_getTransactionReceipt', [txHash])
  if (answer === null)
    throw new PosError('chain.nodeBehind', `${endpoint.rpc.host} has no receipt of a transaction in a block.`)
  const receipt = parseReceipt(answer, txHash)
  return await describeMined(context, endpoint, { transaction, receipt, headNumber }, question)
}

/** What decides whether two endpoints tell the same of a transaction in a block. */
function fingerprint({ blockHash, succeeded, transfers }: MinedTransaction): string {
  const lines = transfers.map(
    ({ token, logIndex, from, to, amountMinor }) => `${logIndex} ${token} ${from} ${to} ${amountMinor}`,
  )
  return [blockHash, succeeded, ...lines].join('\n')
}

const ranks: Readonly<Record<Found['state'], number>> = { mined: 0, pending: 1, unknown: 2 }

/**
 * What the words of several endpoints are together. One that has not got a transaction is behind the one that has, because
 * pools differ and blocks travel; two that hold different things of one transaction are a dispute.
 */
function settle(words: readonly Word[]): Pick<TransactionAnswer, 'is' | 'sources'> | undefined {
  const inOrder = words.toSorted((left, right) => ranks[left.is.state] - ranks[right.is.state])
  const [best] = inOrder
  if (!best) return undefined
  const same = inOrder.filter(({ is }) => is.state === best.is.state)
  const sources = same.map(({ endpoint }) => endpoint.rpc.host)
  const mined = same.flatMap(({ is }) => (is.state === 'mined' ? [is] : []))
  if (new Set(mined.map(fingerprint)).size > 1) return { is: { state: 'disputed' }, sources }
  // Whoever knows more of it is told.
  const fullest =
    same.find(({ is }) =>
      is.state === 'mined' ? is.authorizations.some(({ usedBy }) => usedBy) : is.isOvertaken,
    ) ?? best
  return { is: fullest.is, sources }
}

/**
 * Looks one transaction up, at two endpoints at once where there are two: pools differ, and one that hangs must not cost the
 * answer. It records nothing. What goes wrong is no mark against an endpoint, because the loop's calls are others and the
 * loop judges it by those; a complaint about too many calls slows both down.
 */
export async function lookUpTransaction(
  context: Context,
  question: TransactionQuestion,
): Promise<TransactionAnswer> {
  const { words, problems } = await askTwo(
    context,
    async (endpoint) => ({ endpoint, is: await askEndpoint(context, endpoint, question) }),
    secondWordMs,
  )
  const settled = settle(words)
  const [problem = context.pool.problem()] = problems
  return { at: context.clock.now(), ...(settled ?? { is: { state: 'silent', problem }, sources: [] }) }
}

/** Who sent a transaction, as the first endpoint that answers holds it. @returns `undefined` where nobody has it */
export async function findSender({ pool }: Context, txHash: Hash): Promise<TransactionSender | undefined> {
  for (const endpoint of pool.askable().slice(0, 2)) {
    try {
      const transaction = await fetchTransaction(endpoint, txHash)
      if (transaction) return transaction.sender
    } catch (error) {
      if (!isPosError(error)) throw error
      if (isPosError(error, 'chain.rateLimited')) endpoint.rpc.pace.slower()
    }
  }
  return undefined
}
