/** `S-000012`, as receipts print it. */
export function formatSaleNumber(number: number): string {
  return `S-${String(number).padStart(6, '0')}`
}
