/**
 * The most that goods may have left on, on one chain, while it is not final there. `maxMinor` is in minor units of the
 * shop's currency. A chain without a row has no cap.
 */
export type ExposureCap = Readonly<{ chain: string; maxMinor: bigint }>

/** What a chain is trusted with now, and with how much at most; minor units of the shop's currency. */
export type Exposure = Readonly<{ openMinor: bigint; capMinor: bigint }>

/**
 * The exposure of a chain whose cap one more sale would break; `undefined` while there is room, or where there is no cap.
 * @param openMinor what goods have left on and is not final, without this sale
 * @param amountMinor what this sale would add
 */
export function exceededExposure(
  caps: readonly ExposureCap[],
  chain: string,
  openMinor: bigint,
  amountMinor: bigint,
): Exposure | undefined {
  const cap = caps.find((row) => row.chain === chain)
  if (!cap || openMinor + amountMinor <= cap.maxMinor) return undefined
  return { openMinor, capMinor: cap.maxMinor }
}
