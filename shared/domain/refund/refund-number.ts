/** The number of a refund as it is printed and scanned: `R-000012`. */
export function formatRefundNumber(number: number): string {
  return `R-${String(number).padStart(6, '0')}`
}
