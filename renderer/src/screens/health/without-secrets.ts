const address = /\b(?:https?|wss?):\/\/(?:[^\s/@]*@)?([^\s/?#'")\]]+)[^\s'")\]]*/gi
// A key is long and has both letters and digits; a hash of the chain begins with 0x and is public.
const key = /(?<![\w-])(?!0x)(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{20,}(?![\w-]|\.[a-z])/gi

/**
 * A sentence fit to be sent to somebody else: of an address only the host is left, and what looks like a key is left out.
 * Answers of a provider may repeat the address they were asked at, with the key in its path.
 */
export function withoutSecrets(text: string, hidden: string): string {
  return text.replaceAll(address, '$1').replaceAll(key, hidden)
}
