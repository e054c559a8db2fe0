import type { LedgerReader } from '../ledger/port.ts'

const readMax = 500

/** The newest thing that the till itself noted in a case; what people write there stands beside it. */
export function tillNote(reader: LedgerReader, caseId: string): string | undefined {
  const noted = reader
    .entriesOf('case', caseId, readMax)
    .findLast(({ type, actor }) => type === 'case.noted' && actor === 'till')
  return noted?.type === 'case.noted' ? noted.body.text : undefined
}
