/**
 * A fresh id for something this page makes: a basket, a line, an import. 128 random bits in hex.
 * `crypto.randomUUID` is missing on pages that a kiosk serves over plain http to another machine; this is not.
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
