/** A case as a person reads it out: the sale's number and the first letters of its kind, `000012-LATE`. */
export function caseNumber({ saleNumber, kind }: Readonly<{ saleNumber: number; kind: string }>): string {
  return `${String(saleNumber).padStart(6, '0')}-${kind.toUpperCase()}`
}
