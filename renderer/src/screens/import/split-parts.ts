/** What the terminal takes in one part, and how many parts. */
export const importLimits = { partChars: 524_288, partsMax: 64 } as const

/**
 * Cuts a text into parts that the terminal takes, never inside a character.
 * @returns the parts, at least one; `undefined` when the text is longer than all parts together
 */
export function splitParts(
  text: string,
  limits: Readonly<{ partChars: number; partsMax: number }> = importLimits,
): readonly string[] | undefined {
  const parts: string[] = []
  for (let start = 0; start < text.length || parts.length === 0;) {
    if (parts.length === limits.partsMax) return undefined
    const end = Math.min(text.length, start + limits.partChars)
    const last = text.charCodeAt(end - 1)
    const cutsPair = end < text.length && last >= 0xd800 && last <= 0xdbff
    const next = cutsPair ? end - 1 : end
    parts.push(text.slice(start, next))
    start = next
  }
  return parts
}
