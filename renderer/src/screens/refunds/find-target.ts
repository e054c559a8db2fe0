import { parseTransactionText } from '../../../../shared/domain/look-up/parse-transaction-text.ts'

/** What somebody scanned or typed to open a refund. */
export type FindTarget =
  | Readonly<{ kind: 'sale'; number: number }>
  | Readonly<{ kind: 'refund'; number: number }>
  | Readonly<{ kind: 'transaction'; txHash: string }>

/**
 * Reads the number of a sale or of a refund, as receipts and slips print it, or a transaction.
 * @returns `undefined` for anything else
 */
export function parseFindTarget(text: string): FindTarget | undefined {
  // Scanners of another keyboard layout send another dash, or none.
  const numbered = /^([SR])?\W?0*([1-9]\d{0,11})$/i.exec(text.trim())
  const digits = numbered?.[2]
  if (digits !== undefined)
    return { kind: numbered?.[1]?.toUpperCase() === 'R' ? 'refund' : 'sale', number: Number(digits) }
  const read = parseTransactionText(text)
  return read.ok ? { kind: 'transaction', txHash: read.txHash } : undefined
}
