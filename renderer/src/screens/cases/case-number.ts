/** A case as a person reads it out: the sale's number and the first letters of its kind, `000012-LATE`. */
export function caseNumber({ saleNumber, kind }: Readonly<{ saleNumber: number; kind: string }>): string {
  if (isOfAccount({ saleNumber })) return kind.toUpperCase()
  return `${String(saleNumber).padStart(6, '0')}-${kind.toUpperCase()}`
}

/** Whether a case is about the account at a backend, and no sale. */
export function isOfAccount({ saleNumber }: Readonly<{ saleNumber: number }>): boolean {
  return saleNumber === 0
}
