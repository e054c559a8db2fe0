import { terminal } from '../../host/terminal.ts'
import { parseFindTarget, type FindTarget } from './find-target.ts'

/** Why nothing was opened. */
export type NotFound = 'unreadable' | 'noSale' | 'noRefund' | 'noTransaction' | 'many'

/** Parts of the address of what was found, within the refunds. */
type Found = readonly string[]

async function findOfSale(search: string, none: NotFound): Promise<Found | NotFound> {
  const { sales } = await terminal().sales.list({ search, limit: 2 })
  const [only, ...more] = sales
  if (only === undefined) return none
  return more.length > 0 ? 'many' : ['new', only.saleId]
}

async function findNumbered(number: number): Promise<Found | NotFound> {
  const { refunds } = await terminal().refunds.list({ before: number + 1, limit: 1 })
  const [newest] = refunds
  return newest?.number === number ? [newest.refundId] : 'noRefund'
}

async function findTarget(target: FindTarget): Promise<Found | NotFound> {
  switch (target.kind) {
    case 'refund':
      return findNumbered(target.number)
    case 'sale':
      return findOfSale(`S-${String(target.number).padStart(6, '0')}`, 'noSale')
    case 'transaction':
      return findOfSale(target.txHash, 'noTransaction')
  }
}

/**
 * Finds what a scanned or typed text stands for: a refund, or the sale to give money back of.
 * @returns the parts of its address, or why there is none
 */
export async function findRefund(text: string): Promise<Found | NotFound> {
  const target = parseFindTarget(text)
  return target === undefined ? 'unreadable' : findTarget(target)
}
