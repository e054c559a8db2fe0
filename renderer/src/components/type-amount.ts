const digitsMax = 12

/** Types digits of an amount; more than a till takes are not taken. */
export function typeAmount(digits: string, typed: string): string {
  const next = `${digits}${typed}`.replace(/^0+/, '')
  return next.length > digitsMax ? digits : next
}
