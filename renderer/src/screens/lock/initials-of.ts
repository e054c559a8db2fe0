function firstLetter(word: string | undefined): string {
  return String.fromCodePoint(word?.codePointAt(0) ?? 0x20).trim()
}

/** The first letters of the first and last word of a name, at most two. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const last = words.length > 1 ? firstLetter(words.at(-1)) : ''
  return `${firstLetter(words[0])}${last}`.toUpperCase()
}
