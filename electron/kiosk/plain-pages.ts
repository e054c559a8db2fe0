import { randomBytes } from 'node:crypto'
import { securityHeaders } from '../platform/security-headers.ts'

/** A page for somebody who cannot use the till from here: what is the matter, and what to do. */
export type PlainPage = Readonly<{
  status: number
  title: string
  text: string
  headers?: Record<string, string>
}>

const style = `
  :root { color-scheme: light dark; font: 18px/1.5 system-ui, sans-serif }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center }
  main { max-width: 34rem; padding: 2rem }
  h1 { font-size: 1.5rem; margin: 0 0 .5rem }
  p { margin: 0 }
`

export const unpairedPage: PlainPage = {
  status: 401,
  title: 'This browser is not paired with the till',
  text: 'Open the address that the till printed when it started. It ends with “/pair?token=…”. There is one for the till and one for the customer display.',
}
export const wrongTokenPage: PlainPage = {
  status: 401,
  title: 'This address is not valid any more',
  text: 'The till prints a new address every time it starts. Open the newest one.',
}
export const tooManyTriesPage: PlainPage = {
  status: 429,
  title: 'Too many wrong addresses',
  text: 'Wait a minute, then open the address that the till printed when it started.',
  headers: { 'retry-after': '60' },
}
export const tooManyScreensPage: PlainPage = {
  status: 403,
  title: 'Too many screens are open',
  text: 'Sixteen screens use this till now, which is the limit. Close one and open the address again.',
}
export const refusedPage: PlainPage = {
  status: 403,
  title: 'Not allowed',
  text: 'The till does not answer requests that other pages make.',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/**
 * A plain page as a response, under the same policy as the till's own pages.
 * @param refreshTo loads this address of ours at once
 */
export function plainPage({ status, title, text, headers }: PlainPage, refreshTo?: string): Response {
  const nonce = randomBytes(16).toString('base64')
  const refresh =
    refreshTo === undefined ? '' : `<meta http-equiv="refresh" content="0; url=${escapeHtml(refreshTo)}">`
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8">${refresh}<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style nonce="${nonce}">${style}</style></head><body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></main></body></html>`
  return new Response(html, {
    status,
    headers: {
      ...securityHeaders({ connect: [], nonce }),
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      ...headers,
    },
  })
}
