import { reject, type Rejected } from '../../errors/rejected.ts'
import { allocate } from '../money/allocate.ts'
import { sumMinor } from '../money/money.ts'
import type { LineTotals, SaleTotals } from '../sale/sale.ts'
import type { RefundedLine, RefundParts } from './refund.ts'

/** What somebody wants to give back of a sale: everything that is left, some of its goods, or an amount. */
export type RefundWish =
  | Readonly<{ kind: 'rest' }>
  | Readonly<{
      kind: 'lines'
      lines: readonly Readonly<{ lineId: string; quantity: number }>[]
      withTip: boolean
    }>
  | Readonly<{ kind: 'amount'; minor: bigint }>

/** A sale as a refund needs it: its totals, how many of each line were sold, and what went back before. */
export type RefundableSale = Readonly<{
  totals: Pick<SaleTotals, 'lines' | 'tipMinor' | 'totalMinor'>
  quantities: ReadonlyMap<string, number>
  earlier: readonly RefundParts[]
}>

type Left = Readonly<{ line: LineTotals; quantity: number; netMinor: bigint; taxMinor: bigint }>
type Parts = Readonly<{ left: readonly Left[]; tipMinor: bigint }>

function backOf(lineId: string, earlier: readonly RefundParts[]): RefundedLine {
  const back = earlier.flatMap(({ lines }) => lines.filter((line) => line.lineId === lineId))
  return {
    lineId,
    quantity: back.reduce((sum, { quantity }) => sum + quantity, 0),
    netMinor: sumMinor(back.map(({ netMinor }) => netMinor)),
    taxMinor: sumMinor(back.map(({ taxMinor }) => taxMinor)),
  }
}

function partsLeft({ totals, quantities, earlier }: RefundableSale): Parts {
  const left = totals.lines.map((line) => {
    const back = backOf(line.lineId, earlier)
    return {
      line,
      quantity: (quantities.get(line.lineId) ?? 0) - back.quantity,
      netMinor: line.netMinor - back.netMinor,
      taxMinor: line.taxMinor - back.taxMinor,
    }
  })
  return { left, tipMinor: totals.tipMinor - sumMinor(earlier.map(({ tipMinor }) => tipMinor)) }
}

function toParts(lines: readonly RefundedLine[], tipMinor: bigint): RefundParts {
  const moved = lines.filter(({ quantity, netMinor, taxMinor }) => quantity > 0 || netMinor + taxMinor > 0n)
  const totalMinor = sumMinor(moved.map(({ netMinor, taxMinor }) => netMinor + taxMinor)) + tipMinor
  return { lines: moved, tipMinor, totalMinor }
}

/**
 * The share of some pieces in what is left of a line. What is left, and not the price, is divided, and the last pieces take
 * all of it: whatever went back before and in whatever steps, the sum is what was paid, to the unit.
 */
function shareOf({ line, quantity, netMinor, taxMinor }: Left, pieces: number): RefundedLine {
  const [of, all] = [BigInt(pieces), BigInt(quantity)]
  return {
    lineId: line.lineId,
    quantity: pieces,
    netMinor: (netMinor * of) / all,
    taxMinor: (taxMinor * of) / all,
  }
}

function planLines(
  { left, tipMinor }: Parts,
  { lines, withTip }: Extract<RefundWish, { kind: 'lines' }>,
): { ok: true; parts: RefundParts } | Rejected {
  if (new Set(lines.map(({ lineId }) => lineId)).size < lines.length) return reject('refund.lineTwice')
  const shares: RefundedLine[] = []
  for (const { lineId, quantity } of lines) {
    const from = left.find(({ line }) => line.lineId === lineId)
    if (!from || !Number.isInteger(quantity) || quantity < 1 || quantity > from.quantity)
      return reject('refund.tooMany', { lineId, left: from?.quantity ?? 0 })
    shares.push(shareOf(from, quantity))
  }
  return { ok: true, parts: toParts(shares, withTip ? tipMinor : 0n) }
}

/** Spreads an amount over all that is left, so that tax and tip go back in the proportion they were taken in. */
function planAmount({ left, tipMinor }: Parts, minor: bigint): RefundParts {
  const weights = [...left.flatMap(({ netMinor, taxMinor }) => [netMinor, taxMinor]), tipMinor]
  const shares = allocate(minor, weights)
  const lines = left.map(({ line }, index) => ({
    lineId: line.lineId,
    quantity: 0,
    netMinor: shares[2 * index] ?? 0n,
    taxMinor: shares[2 * index + 1] ?? 0n,
  }))
  return toParts(lines, shares.at(-1) ?? 0n)
}

/**
 * What a refund gives back of each line, of the tax and of the tip. Never more than is left of any of them.
 * @returns the parts in minor units of the sale's currency; `refund.nothingLeft`, `refund.tooMuch`, `refund.tooMany`,
 * `refund.lineTwice` or `refund.amountZero`
 */
export function planRefund(
  sale: RefundableSale,
  wish: RefundWish,
): { ok: true; parts: RefundParts } | Rejected {
  const parts = partsLeft(sale)
  const leftMinor = sumMinor(parts.left.map(({ netMinor, taxMinor }) => netMinor + taxMinor)) + parts.tipMinor
  if (leftMinor <= 0n) return reject('refund.nothingLeft')
  if (wish.kind === 'lines') {
    const planned = planLines(parts, wish)
    return planned.ok && planned.parts.totalMinor === 0n ? reject('refund.amountZero') : planned
  }
  if (wish.kind === 'rest') {
    const lines = parts.left.map(({ line, quantity, netMinor, taxMinor }) => ({
      lineId: line.lineId,
      quantity,
      netMinor,
      taxMinor,
    }))
    return { ok: true, parts: toParts(lines, parts.tipMinor) }
  }
  if (wish.minor <= 0n) return reject('refund.amountZero')
  if (wish.minor > leftMinor) return reject('refund.tooMuch', { left: String(leftMinor) })
  return { ok: true, parts: planAmount(parts, wish.minor) }
}
