import type { ChainStep } from '../../../../electron/chains/port.ts'
import type { SaleFacts } from '../../../../electron/ledger/port.ts'
import type { BlockRef } from '../../../../shared/domain/tokens/chain.ts'
import type { Hash, Token } from '../../../../shared/domain/tokens/token.ts'
import { unreachable } from '../../../../shared/errors/assert.ts'
import { createChainModel, type ChainModel, type SentTransfer } from './chain-model.ts'
import type { Interleaving, Move, Pay } from './interleaving.ts'
import type { SaleView, Tags, TillRun } from './till-run.ts'
import { fastChain, listedTokens, taggedChain } from './two-chain-settings.ts'

type Step = Omit<ChainStep, 'source' | 'at'>
type Played = Readonly<{ model: ChainModel }> & {
  readUpTo: number
  finalizedNumber: number
  safeNumber: number
  lastStep: Step | undefined
}
/** Numbers that never come twice, whatever is played after what. */
export type Serial = { next: number }
type Scene = Readonly<{
  till: TillRun
  sales: readonly SaleFacts[]
  chains: readonly [Played, Played]
  serial: Serial
}>

const unlisted = `0x${'e'.repeat(40)}` as const
const lookAlike = `0x${'d'.repeat(40)}` as const

function amountOf({ part }: Pay, minor: bigint, decimals: number): bigint {
  const whole = minor * 10n ** BigInt(decimals - 2)
  switch (part) {
    case 'whole':
      return whole
    case 'half':
      return whole / 2n
    case 'third':
      return whole / 3n
    case 'double':
      return whole * 2n
    case 'dust':
      return 10n ** BigInt(decimals - 4)
    case 'nothing':
      return 0n
    default:
      return unreachable(part)
  }
}

function tokenOf({ kind }: Pay, tx: number, chain: 'fast' | 'tagged'): Pick<Token, 'address' | 'decimals'> {
  const tokens = listedTokens[chain]
  const taken = tokens.filter(({ enabled }) => enabled)
  const fallback = { address: unlisted, decimals: 6 }
  switch (kind) {
    case 'listed':
      return taken[tx % taken.length] ?? fallback
    case 'other':
      return tokens.find(({ enabled }) => !enabled) ?? fallback
    case 'unlisted':
      return fallback
    case 'lookAlike':
      return { address: lookAlike, decimals: 6 }
    default:
      return unreachable(kind)
  }
}

function sign({ sales, serial }: Scene, chain: 'fast' | 'tagged', pay: Pay): readonly SentTransfer[] {
  const sale = sales[pay.sale % sales.length]
  if (!sale) return []
  const tx = (serial.next += 1)
  const { address, decimals } = tokenOf(pay, tx, chain)
  const amountMinor = amountOf(pay, sale.invoice.amountMinor, decimals)
  return Array.from({ length: pay.transfers }, () => ({
    tx,
    others: 0,
    token: address,
    ...(pay.kind === 'lookAlike' ? { symbol: 'USDC' } : {}),
    to: sale.invoice.address,
    amountMinor,
  }))
}

function nameOf(chain: number): 'fast' | 'tagged' {
  return chain === 0 ? 'fast' : 'tagged'
}

/** What is below stands for ever: the till was told so, or may conclude it from the depth. */
function floorOf({ model, readUpTo, safeNumber }: Played): number {
  return model.key === 'fast' ? Math.max(safeNumber, readUpTo - fastChain.finality.depth + 1) : safeNumber
}

/** A node tells its tags of the blocks that it holds itself. */
function tagsAt({ model, finalizedNumber, safeNumber }: Played, cursor: BlockRef): Tags {
  if (model.key === 'fast' || !model.holds(cursor)) return {}
  return {
    ...(safeNumber <= cursor.number ? { safeNumber } : {}),
    ...(finalizedNumber <= cursor.number ? { finalizedNumber } : {}),
  }
}

function deliver(till: TillRun, played: Played, step: Step | undefined): void {
  if (!step) return
  till.deliver(step, tagsAt(played, step.cursor))
  played.readUpTo = Math.max(played.readUpTo, step.cursor.number)
  played.lastStep = step
}

function read(till: TillRun, played: Played, blocksMax: number): void {
  const cursor = till.cursor(played.model.key)
  if (cursor) deliver(till, played, played.model.stepFrom(cursor, blocksMax))
}

function lookAgain(till: TillRun, { model }: Played): void {
  const cursor = till.cursor(model.key)
  if (!cursor || !model.holds(cursor)) return
  till.deliver({ chain: model.key, blocks: [], cursor, transfers: model.transfersUpTo(cursor) })
}

function moveTags(tagged: Played, safeBack: number, finalBack: number): void {
  const { number } = tagged.model.head()
  tagged.finalizedNumber = Math.max(tagged.finalizedNumber, number - safeBack - finalBack)
  tagged.safeNumber = Math.max(tagged.safeNumber, tagged.finalizedNumber, number - safeBack)
}

function playMove(scene: Scene, move: Move): void {
  const { till, chains } = scene
  const on = 'chain' in move ? move.chain : 0
  const played = chains[on === 0 ? 0 : 1]
  const { model } = played
  switch (move.do) {
    case 'mine':
      model.mine(move.pays.flatMap((pay) => sign(scene, nameOf(on), pay)))
      for (let more = 1; more < move.blocks; more += 1) model.mine([])
      return
    case 'reorganise':
      model.reorganise(floorOf(played), move.depth, move.extra, move.fates)
      return
    case 'comeBack':
      model.comeBack(floorOf(played))
      return
    case 'read':
      read(till, played, move.blocksMax)
      return
    case 'readAgain':
      deliver(till, played, played.lastStep)
      return
    case 'lookAgain':
      lookAgain(till, played)
      return
    case 'tags':
      moveTags(chains[1], move.safeBack, move.finalBack)
      return
    case 'wait':
      till.tick(move.seconds)
      return
    case 'die':
      till.dieIn(move.writes)
      return
    case 'restart':
      till.restart(move.closes)
      return
    default:
      unreachable(move)
  }
}

/** Two tills that stand alike: one lives through everything, the other is told the end alone. */
export type Pair = Readonly<{ lived: TillRun; told: TillRun; serial: Serial }>

/** What both say at one moment; the two must be equal. */
export type Compared = Readonly<{ lived: unknown; told: unknown }>

function openSales(till: TillRun, { sales }: Interleaving): readonly SaleFacts[] {
  return sales.map(({ minor, isCancelled }) => {
    const facts = till.open(minor)
    if (isCancelled) till.cancel(facts.sale.id)
    return facts
  })
}

function catchUp(till: TillRun, chains: readonly Played[]): void {
  for (const played of chains) {
    const cursor = till.cursor(played.model.key)
    const step = cursor && played.model.stepFrom(cursor, Number.POSITIVE_INFINITY)
    if (step) deliver(till, played, step)
    else if (cursor) till.poll(played.model.key, tagsAt(played, cursor))
  }
}

type Books = ReadonlyMap<string, bigint>

function booksOf(till: TillRun): Books {
  return new Map(
    till.balances().map(({ account, currency, amountMinor }) => [`${account} ${currency}`, amountMinor]),
  )
}

/**
 * What a play has added to the books. Where the order of two chains decides which of two payments is used, and which waits
 * for an owner, the two are one sum.
 */
function addedTo(before: Books, after: Books, isOrderOpen: boolean): Readonly<Record<string, bigint>> {
  const added: Record<string, bigint> = {}
  for (const [place, amountMinor] of after) {
    const name = isOrderOpen ? place.replace(/^(?:customers:unmatched|conversion:\S+)/, 'used or not') : place
    added[name] = (added[name] ?? 0n) + amountMinor - (before.get(place) ?? 0n)
  }
  return Object.fromEntries(Object.entries(added).filter(([, amountMinor]) => amountMinor !== 0n))
}

/** A sale that was paid over two chains may be final on one payment and not yet on the other. */
function withoutOrder(view: SaleView): object {
  const { status, verdict, ...rest } = view
  const [exception, answer, , advice] = verdict
  return view.isFromSeveralChains && answer === 'paid'
    ? { ...rest, exception, answer, advice }
    : { ...rest, status, verdict }
}

type Told = Readonly<{ till: TillRun; sales: readonly SaleFacts[]; before: Books }>

function tellOf({ till, sales, before }: Told): object {
  const views = sales.map(({ sale }) => till.view(sale.id))
  const isOrderOpen = views.some(({ isFromSeveralChains }) => isFromSeveralChains)
  return { sales: views.map(withoutOrder), books: addedTo(before, booksOf(till), isOrderOpen) }
}

function newHash(serial: Serial): Hash {
  return `0x${(serial.next += 1).toString(16).padStart(64, '0')}`
}

function openChains(till: TillRun, serial: Serial): readonly [Played, Played] {
  const [fast, tagged] = [fastChain, taggedChain].map((chain): Played => {
    const base = till.cursor(chain.key)
    if (!base) throw new Error('Every chain was read before')
    const model = createChainModel(chain, base, () => newHash(serial))
    const { number } = base
    return { model, readUpTo: number, finalizedNumber: number, safeNumber: number, lastStep: undefined }
  })
  if (!fast || !tagged) throw new Error('There are two chains')
  return [fast, tagged]
}

/** Nobody follows a node that replaced blocks before it is ahead of what it showed. */
function leadOn(till: TillRun, { model, readUpTo }: Played): void {
  const cursor = till.cursor(model.key)
  const isReplaced = cursor !== undefined && !model.holds(cursor)
  while (model.head().number < readUpTo + (isReplaced ? 1 : 0)) model.mine([])
}

/** Both tills know the chains as they are, and the seconds of every rule are over. */
function settleDown({ lived, told }: Pair, chains: readonly Played[]): void {
  catchUp(lived, chains)
  told.clock.ms = lived.clock.ms
  catchUp(told, chains)
  for (const till of [lived, told]) till.tick(6)
}

/** All blocks so far stand for ever, and every deadline is over. */
function finalise({ lived }: Pair, chains: readonly Played[]): void {
  const end = Math.ceil(lived.clock.ms / 1000) + 100
  for (const played of chains) {
    const number = played.model.head().number + 100
    played.model.skipTo(number, end)
    played.finalizedNumber = played.safeNumber = number
  }
}

/**
 * Plays an interleaving to one till and its end to the other. Both are left with nothing under way, ready for the next.
 * @returns what both say when the chains are quiet, and again when everything is final
 */
export function playInterleaving(pair: Pair, interleaving: Interleaving): readonly Compared[] {
  const { lived, told, serial } = pair
  const chains = openChains(lived, serial)
  const [ofLived, ofTold] = [lived, told].map((till): Told => {
    return { till, before: booksOf(till), sales: openSales(till, interleaving) }
  })
  if (!ofLived || !ofTold) throw new Error('There are two tills')
  for (const move of interleaving.moves) playMove({ till: lived, sales: ofLived.sales, chains, serial }, move)
  lived.dieIn(undefined)
  for (const played of chains) leadOn(lived, played)
  settleDown(pair, chains)
  const quiet = { lived: tellOf(ofLived), told: tellOf(ofTold) }
  finalise(pair, chains)
  settleDown(pair, chains)
  return [quiet, { lived: tellOf(ofLived), told: tellOf(ofTold) }]
}
