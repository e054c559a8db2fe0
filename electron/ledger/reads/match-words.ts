/** More words than anybody types narrow nothing further. */
const wordsMax = 8

/**
 * A full-text query that finds rows with a word beginning with each word typed.
 * @returns `undefined` when the text has no letter or digit to look for
 * @see SQLite FTS5, section 3: a string in double quotes is taken literally, a star after it makes it a prefix
 */
export function matchAllWords(text: string): string | undefined {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length === 0) return undefined
  return words
    .slice(0, wordsMax)
    .map((word) => `"${word}"*`)
    .join(' AND ')
}
