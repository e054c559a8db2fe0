/** Decimals every amount is counted in here: enough for the finest token (USDP has 18 on Ethereum). */
const scale = 18

/** Decimals of each asset, as amounts of it may be written. */
export const assetDecimals: Readonly<Record<string, number>> = {
  USD: 2,
  PYUSD: 6,
  USDG: 6,
  USDP: 18,
  USDC: 6,
}

/** Assets Paxos issues itself: only these convert on arrival and on withdrawal. */
export const paxosIssued: ReadonlySet<string> = new Set(['PYUSD', 'USDG', 'USDP'])

/** An amount as the API writes it, in units of 10^-18; nothing for text it refuses. Never through a float. */
export function parseAmount(text: string): bigint | undefined {
  if (!/^[0-9]*\.?[0-9]+$/.test(text) || text.length > 40) return undefined
  const [whole = '', decimals = ''] = text.split('.')
  if (decimals.length > scale) return undefined
  return BigInt(`${whole}${decimals.padEnd(scale, '0')}`)
}

/** An amount of our own, such as a fee of the terms. */
export function amountOf(text: string): bigint {
  const amount = parseAmount(text)
  if (amount === undefined) throw new RangeError(`${text} is not an amount`)
  return amount
}

/** The shortest decimal text of an amount, as in `10.4`. */
export function formatAmount(amount: bigint): string {
  const digits = amount.toString().padStart(scale + 1, '0')
  const decimals = digits.slice(-scale).replace(/0+$/, '')
  return `${digits.slice(0, -scale)}${decimals === '' ? '' : `.${decimals}`}`
}

/** Minor units of a token as an amount. */
export function fromMinor(minor: bigint, decimals: number): bigint {
  return minor * 10n ** BigInt(scale - decimals)
}

/** True when an amount is written with no more decimals than the asset has. */
export function fitsDecimals(amount: bigint, decimals: number): boolean {
  return amount % 10n ** BigInt(scale - decimals) === 0n
}

/** An amount in minor units of a token; it fits its decimals. */
export function toMinor(amount: bigint, decimals: number): bigint {
  return amount / 10n ** BigInt(scale - decimals)
}
