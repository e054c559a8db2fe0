import { classifyArrival, type ListedTokens } from '../arrival/classify-arrival.ts'
import { isLive } from '../payment/payment-lifecycle.ts'
import { paymentKey, type Payment } from '../payment/payment.ts'
import type { EvmAddress, Hash } from '../tokens/token.ts'
import type {
  ChainWord,
  Finding,
  MadeTransfer,
  MinedTransaction,
  PaidAmount,
  PaidSale,
  Recorded,
} from './look-up.ts'

/** A sale as a look-up needs it. */
export type LookedUpSale = Readonly<{
  saleId: string
  saleNumber: number
  payments: readonly Payment[]
  offers: readonly Readonly<{ chain: string; currency: string }>[]
}>

/** A token of the list, as a look-up needs it. */
type LookedUpToken = Readonly<{
  chain: string
  address: EvmAddress
  symbol: string
  currency: string
  decimals: number
}>

/** What is known beside the words of the chains. */
export type LookUpFacts = Readonly<{
  txHash: Hash
  /** The sale that somebody asks about; none where they ask about a transaction alone. */
  saleId: string | undefined
  words: readonly ChainWord[]
  tokens: readonly LookedUpToken[]
  lookAlikesOn: (chain: string) => ListedTokens['lookAlikes']
  /** The sale that an address was made for. */
  saleAt: (address: EvmAddress) => LookedUpSale | undefined
  /** The sale that the till recorded a transaction for, on a chain. */
  saleHolding: (chain: string, txHash: Hash) => LookedUpSale | undefined
  /** The newest block of a chain whose transfers are in the ledger. */
  readUpTo: (chain: string) => number | undefined
}>

type Mined = Readonly<{ chain: string; is: MinedTransaction }>
type ToSale = Readonly<{ transfer: MadeTransfer; sale: LookedUpSale }>

function toPaidSale({ saleId, saleNumber }: LookedUpSale, facts: LookUpFacts): PaidSale {
  return { saleId, saleNumber, isOwn: saleId === facts.saleId }
}

function tokenOf({ tokens }: LookUpFacts, chain: string, address: EvmAddress): LookedUpToken | undefined {
  return tokens.find(
    (token) => token.chain === chain && token.address.toLowerCase() === address.toLowerCase(),
  )
}

/** Transfers to addresses of this shop; those of the sale that is asked about come first. */
function transfersToSales({ is }: Mined, facts: LookUpFacts): readonly ToSale[] {
  const found = is.transfers.flatMap((transfer): readonly ToSale[] => {
    const sale = facts.saleAt(transfer.to)
    return sale ? [{ transfer, sale }] : []
  })
  return [
    ...found.filter(({ sale }) => sale.saleId === facts.saleId),
    ...found.filter(({ sale }) => sale.saleId !== facts.saleId),
  ]
}

function recordedOf({ chain, is }: Mined, paid: readonly ToSale[], facts: LookUpFacts): Recorded {
  const statuses = paid.map(({ transfer, sale }) => {
    const key = paymentKey(chain, facts.txHash, transfer.logIndex)
    return sale.payments.find((payment) => payment.key === key && payment.blockHash === is.blockHash)?.status
  })
  // As far as its least known part.
  for (const status of ['detected', 'confirmed', 'settled'] as const)
    if (statuses.every((each) => each !== undefined && isLive(each)) && statuses.includes(status))
      return { state: 'held', status }
  const readUpTo = facts.readUpTo(chain)
  if (readUpTo !== undefined && is.blockNumber <= readUpTo) return { state: 'missed' }
  return { state: 'unread', blocksLeft: readUpTo === undefined ? 1 : is.blockNumber - readUpTo }
}

function askedOf(chain: string, sale: LookedUpSale, currencies: readonly string[]) {
  const here = sale.offers.filter((offer) => offer.chain === chain)
  if (here.length === 0) return 'otherChain'
  return currencies.every((currency) => here.some((offer) => offer.currency === currency))
    ? 'yes'
    : 'otherToken'
}

function sumUp(amounts: readonly PaidAmount[]): readonly PaidAmount[] {
  const sums = new Map<string, PaidAmount>()
  for (const amount of amounts) {
    const before = sums.get(amount.currency)?.amountMinor ?? 0n
    sums.set(amount.currency, { ...amount, amountMinor: before + amount.amountMinor })
  }
  return [...sums.values()]
}

/** Money of listed tokens to one sale: the one that is asked about, else the first that it pays. */
function findMoney(mined: Mined, toSales: readonly ToSale[], facts: LookUpFacts): Finding | undefined {
  const { chain, is } = mined
  const money = toSales.filter(
    ({ transfer }) => transfer.amountMinor > 0n && tokenOf(facts, chain, transfer.token) !== undefined,
  )
  const sale = money[0]?.sale
  if (!sale) return undefined
  const own = money.filter((each) => each.sale.saleId === sale.saleId)
  const amounts = own.flatMap(({ transfer: { token, amountMinor } }): readonly PaidAmount[] => {
    const listed = tokenOf(facts, chain, token)
    if (!listed) return []
    const { currency, symbol, decimals } = listed
    return [{ currency, symbol, decimals, amountMinor }]
  })
  return {
    kind: 'paysSale',
    sale: toPaidSale(sale, facts),
    chain,
    blockNumber: is.blockNumber,
    amounts: sumUp(amounts),
    asked: askedOf(
      chain,
      sale,
      amounts.map(({ currency }) => currency),
    ),
    recorded: recordedOf(mined, own, facts),
  }
}

function findWorthless(
  { chain, is }: Mined,
  [first]: readonly ToSale[],
  facts: LookUpFacts,
): Finding | undefined {
  if (!first) return undefined
  const { transfer, sale } = first
  const what = classifyArrival(transfer, {
    tokens: facts.tokens.filter((token) => token.chain === chain),
    lookAlikes: facts.lookAlikesOn(chain),
  })
  const symbol = tokenOf(facts, chain, transfer.token)?.symbol ?? transfer.symbol
  return (
    what && {
      kind: 'worthless',
      sale: toPaidSale(sale, facts),
      chain,
      blockNumber: is.blockNumber,
      what,
      ...(symbol === undefined ? {} : { symbol }),
    }
  )
}

function findCoin({ chain, is }: Mined, facts: LookUpFacts): Finding | undefined {
  const sale = is.coin && facts.saleAt(is.coin.to)
  return sale && { kind: 'coin', sale: toPaidSale(sale, facts), chain, blockNumber: is.blockNumber }
}

function usedByOf({ chain, is }: Mined, facts: LookUpFacts) {
  const usedBy = is.authorizations.find((each) => each.usedBy !== undefined)?.usedBy?.txHash
  if (usedBy === undefined) return {}
  const sale = facts.saleHolding(chain, usedBy)
  return { usedBy, ...(sale ? { usedForSale: toPaidSale(sale, facts) } : {}) }
}

/** What a transaction in a block did, from the point of view of the shop. */
function findMined(mined: Mined, facts: LookUpFacts): Finding {
  const { chain, is } = mined
  const place = { chain, blockNumber: is.blockNumber }
  if (!is.succeeded) return { kind: 'failed', ...place, ...usedByOf(mined, facts) }
  const toSales = transfersToSales(mined, facts)
  const here =
    findMoney(mined, toSales, facts) ?? findWorthless(mined, toSales, facts) ?? findCoin(mined, facts)
  if (here) return here
  const [tried] = is.authorizations
  if (tried)
    return { kind: 'authorizationUsed', ...place, authorizer: tried.authorizer, ...usedByOf(mined, facts) }
  const moved = is.transfers.filter(({ amountMinor }) => amountMinor > 0n)
  const to = moved[0]?.to ?? is.coin?.to
  return to === undefined
    ? { kind: 'nothingMoved', ...place }
    : { kind: 'paysElsewhere', ...place, to, more: Math.max(0, moved.length - 1) }
}

/** What is to be told of a transaction that no chain holds in a block. */
function findUnmined(facts: LookUpFacts): Finding {
  const { words, txHash } = facts
  const overtaken = words.find(({ is }) => 'isOvertaken' in is && is.isOvertaken)
  if (overtaken) {
    const { chain, replacedBy } = overtaken
    const sale = replacedBy && facts.saleHolding(chain, replacedBy)
    return {
      kind: 'replaced',
      chain,
      ...(replacedBy === undefined ? {} : { by: replacedBy }),
      ...(sale ? { bySale: toPaidSale(sale, facts) } : {}),
    }
  }
  const pending = words.find(({ is }) => is.state === 'pending')
  if (pending) return { kind: 'pending', chain: pending.chain }
  for (const { chain, is } of words) {
    const sale = is.state === 'unknown' ? facts.saleHolding(chain, txHash) : undefined
    if (sale) return { kind: 'takenBack', chain, sale: toPaidSale(sale, facts) }
  }
  const silent = words.filter(({ is }) => is.state === 'silent').map(({ chain }) => chain)
  return silent.length === 0 && words.length > 0 ? { kind: 'notFound' } : { kind: 'cannotTell', silent }
}

/** How much a finding in a block tells the shop; the same hash on two chains is rare, and money here comes first. */
const weights: Partial<Record<Finding['kind'], number>> = { paysSale: 0, worthless: 1, coin: 1 }

/**
 * What the words of the chains mean for the shop. Pure and total. *Not found* needs an answer of every chain; anything in a
 * block outweighs what is only pending; nothing is ever called failed that no block holds.
 */
export function classifyLookUp(facts: LookUpFacts): Finding {
  const mined = facts.words.flatMap(({ chain, is }) =>
    is.state === 'mined' ? [findMined({ chain, is }, facts)] : [],
  )
  const [best] = mined.toSorted((left, right) => (weights[left.kind] ?? 2) - (weights[right.kind] ?? 2))
  if (best) return best
  const disputed = facts.words.find(({ is }) => is.state === 'disputed')
  return disputed ? { kind: 'disputed', chain: disputed.chain } : findUnmined(facts)
}
