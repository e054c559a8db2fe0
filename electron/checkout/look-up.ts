import lookAlikeRows from '../../resources/look-alikes.json' with { type: 'json' }
import {
  classifyLookUp,
  type LookedUpSale,
  type LookUpFacts,
} from '../../shared/domain/look-up/classify-look-up.ts'
import type { ChainWord, LookUp, TransactionSender } from '../../shared/domain/look-up/look-up.ts'
import { parseTransactionText } from '../../shared/domain/look-up/parse-transaction-text.ts'
import { isLive } from '../../shared/domain/payment/payment-lifecycle.ts'
import type { EvmAddress, Hash } from '../../shared/domain/tokens/token.ts'
import { isPosError, messageOf } from '../../shared/errors/pos-error.ts'
import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import type { ChainWatcher } from '../chains/port.ts'
import type { SaleFacts } from '../ledger/port.ts'
import { isDoneWithin } from '../platform/in-time.ts'
import { recordLookUp } from './record-look-up.ts'
import { isSameSender, type SenderBook } from './sender-book.ts'
import type { Till } from './till.ts'

/** A question of a person: what they typed, pasted or scanned, and the sale it is about, if any. */
type LookUpQuestion = Readonly<{ text: string; saleId?: string | undefined; actor: string }>

/** Looks transactions up for people, at most three at a time and thirty a minute. */
export type LookUpDesk = Readonly<{
  /** @returns `lookup.noHash`, `lookup.manyHashes`, `lookup.busy`, or `sale.notFound` */
  lookUp: (question: LookUpQuestion) => Promise<Readonly<{ ok: true; result: LookUp }> | Rejected>
}>

type Parts = Readonly<{
  till: Till
  senders: SenderBook
  watcher: (chain: string) => Pick<ChainWatcher, 'lookUp' | 'senderOf' | 'wake'> | undefined
  /** How long all chains together may take. */
  limitMs?: number
}>
type Asked = Readonly<{ txHash: Hash; sale: SaleFacts | undefined }>

const atOnceMax = 3
const perMinuteMax = 30
const minuteMs = 60_000
const limitMsDefault = 5_000
const candidatesMax = 5
const entriesMax = 2_000
const salesMax = 5

// The rows are shipped with the till and checked by a test.
const lookAlikes = lookAlikeRows as readonly Readonly<{ chainId: number; address: EvmAddress }>[]

function toLookedUpSale({ sale, invoice, payments }: SaleFacts): LookedUpSale {
  return { saleId: sale.id, saleNumber: sale.number, payments, offers: invoice.offers }
}

/** The sale whose payments, whatever became of them, name a transaction on a chain. */
function findHolding({ ledger }: Till, chain: string, txHash: Hash): SaleFacts | undefined {
  for (const { saleId } of ledger.listSales({ search: txHash, limit: salesMax }).sales) {
    const facts = ledger.findSale(saleId)
    if (facts?.payments.some((payment) => payment.chain === chain && payment.txHash === txHash)) return facts
  }
  return undefined
}

/** Who sent a transaction, as far as the till has met it before: lately, or in an earlier look-up of this sale. */
function earlierSender(
  { till, senders }: Parts,
  { txHash, sale }: Asked,
  chain: string,
): TransactionSender | undefined {
  const known = senders.find(chain, txHash)
  if (known || !sale) return known
  for (const { type, body } of till.ledger.entriesOf('sale', sale.sale.id, entriesMax).toReversed())
    if (type === 'sale.lookedUp' && body.txHash === txHash && body.chain === chain && body.sender)
      return body.sender
  return undefined
}

/** The transaction on the chain that has the sender and the number of one that is gone, among the payments of its sale. */
async function findReplacement(
  { till, senders, watcher }: Parts,
  { txHash, sale }: Asked,
  chain: string,
  sender: TransactionSender,
): Promise<Hash | undefined> {
  const payments = (sale ?? findHolding(till, chain, txHash))?.payments ?? []
  const candidates = payments
    .filter((each) => each.chain === chain && each.txHash !== txHash && isLive(each.status))
    .map((each) => each.txHash)
  for (const candidate of [...new Set(candidates)].toReversed().slice(0, candidatesMax)) {
    const its = senders.find(chain, candidate) ?? (await watcher(chain)?.senderOf(candidate))
    if (its && isSameSender(its, sender)) return candidate
  }
  return undefined
}

async function askChain(parts: Parts, asked: Asked, chain: string): Promise<ChainWord> {
  const { till, watcher, senders } = parts
  const at = till.clock.now()
  const watching = watcher(chain)
  const silent = (problem: string): ChainWord => ({
    chain,
    at,
    sources: [],
    is: { state: 'silent', problem },
  })
  if (!watching) return silent('This network is not followed now.')
  try {
    const answer = await watching.lookUp({
      txHash: asked.txHash,
      sender: earlierSender(parts, asked, chain),
      isOurs: (address) => till.ledger.findSaleByAddress(address) !== undefined,
    })
    const { is } = answer
    const sender = 'sender' in is ? is.sender : undefined
    if (sender) senders.learn(chain, asked.txHash, sender)
    const isGone = 'isOvertaken' in is && is.isOvertaken
    const replacedBy = isGone && sender ? await findReplacement(parts, asked, chain, sender) : undefined
    return { chain, ...answer, ...(replacedBy === undefined ? {} : { replacedBy }) }
  } catch (error) {
    till.log.error('A transaction could not be looked up', { chain, problem: messageOf(error) })
    return silent('The till could not ask this network.')
  }
}

/** Asks one chain, but not for ever; an answer that comes later is dropped. */
async function askInTime(parts: Parts, asked: Asked, chain: string): Promise<ChainWord> {
  const at = parts.till.clock.now()
  const late = { state: 'silent', problem: 'This network did not answer in time.' } as const
  let word: ChainWord = { chain, at, sources: [], is: late }
  const asking = askChain(parts, asked, chain).then((answer) => (word = answer))
  await isDoneWithin(asking, parts.limitMs ?? limitMsDefault)
  return word
}

function chainsInOrder(till: Till, sale: SaleFacts | undefined): readonly string[] {
  const offered = new Set(sale?.invoice.offers.map(({ chain }) => chain))
  const watched = till
    .settings()
    .chains.chains.filter(({ enabled }) => enabled)
    .map(({ key }) => key)
  return [...watched.filter((key) => offered.has(key)), ...watched.filter((key) => !offered.has(key))]
}

function factsOf(till: Till, { txHash, sale }: Asked, words: readonly ChainWord[]): LookUpFacts {
  const { chains, tokens } = till.settings().chains
  return {
    txHash,
    saleId: sale?.sale.id,
    words,
    tokens,
    lookAlikesOn: (chain) => {
      const chainId = chains.find(({ key }) => key === chain)?.chainId
      return lookAlikes.filter((row) => row.chainId === chainId)
    },
    saleAt: (address) => {
      const saleId = till.ledger.findSaleByAddress(address)
      const facts = saleId === undefined ? undefined : till.ledger.findSale(saleId)
      return facts && toLookedUpSale(facts)
    },
    saleHolding: (chain, hash) => {
      const facts = findHolding(till, chain, hash)
      return facts && toLookedUpSale(facts)
    },
    readUpTo: (chain) => till.ledger.chainCursor(chain)?.number,
  }
}

async function answer(parts: Parts, asked: Asked, actor: string): Promise<LookUp> {
  const { till, watcher } = parts
  const { txHash } = asked
  const chains = chainsInOrder(till, asked.sale)
  const words = await Promise.all(chains.map((chain) => askInTime(parts, asked, chain)))
  const finding = classifyLookUp(factsOf(till, asked, words))
  const result = { txHash, at: till.clock.now(), finding, words }
  // What the loop has not read it reads now; the look-up itself records no money.
  if (finding.kind === 'paysSale' && finding.recorded.state === 'unread') watcher(finding.chain)?.wake()
  try {
    recordLookUp(till, result, { saleId: asked.sale?.sale.id, actor })
  } catch (error) {
    // Nothing follows from a look-up: whoever asked is answered though the disk is full.
    if (!isPosError(error)) throw error
    till.log.error('A look-up could not be kept', { problem: error.message })
  }
  return result
}

/** Opens the desk. */
export function openLookUpDesk(parts: Parts): LookUpDesk {
  const { till } = parts
  let underWay = 0
  let lately: readonly number[] = []
  return {
    lookUp: async ({ text, saleId, actor }) => {
      const parsed = parseTransactionText(text)
      if (!parsed.ok) return parsed
      const sale = saleId === undefined ? undefined : till.ledger.findSale(saleId)
      if (saleId !== undefined && !sale) return reject('sale.notFound', { saleId })
      const now = performance.now()
      lately = lately.filter((at) => now - at < minuteMs)
      if (underWay >= atOnceMax || lately.length >= perMinuteMax) return reject('lookup.busy')
      lately = [...lately, now]
      underWay += 1
      try {
        return { ok: true, result: await answer(parts, { txHash: parsed.txHash, sale }, actor) }
      } finally {
        underWay -= 1
      }
    },
  }
}
