/** Where the pages of the desktop live. A scheme of our own is a real origin: storage works, `file:` is never used. */
export const pageScheme = 'app'
export const pageHost = 'pos'

/** The pages by the kind of screen. */
export const pageUrls = { till: 'app://pos/', display: 'app://pos/display' } as const

/**
 * Whether an address is one of our own pages, by its parts. Origins are never compared: in Node the origin of every
 * scheme like ours is the text `null`.
 */
export function isOurPage(address: string): boolean {
  const url = URL.parse(address)
  return (
    url !== null &&
    url.protocol === `${pageScheme}:` &&
    url.host === pageHost &&
    url.username === '' &&
    url.password === ''
  )
}
