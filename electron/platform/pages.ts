import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { resolvePagePath } from './page-path.ts'
import { securityHeaders } from './security-headers.ts'

/** What the build puts into its folder; a file of any other kind is not served. */
const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
}

const noncePlaceholder = '__CSP_NONCE__'

/** One request for a page or one of its files. */
export type PageRequest = Readonly<{ method: string; url: URL }>

export type PagesOptions = Readonly<{
  /** The built renderer. */
  folder: string
  /** Whether a request's host is ours; asked before anything else. */
  isOurHost: (host: string) => boolean
  /** Addresses beside its own that a page of this host may connect to. */
  connectOf: (host: string) => readonly string[]
}>

function plainAnswer(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { ...securityHeaders({ connect: [] }), 'content-type': 'text/plain; charset=utf-8', ...headers },
  })
}

async function findFile(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return undefined
    throw error
  }
}

/** Files under `assets/` carry a hash of their content in their name; the pages themselves are asked for every time. */
function cacheControl(pathname: string): string {
  return pathname.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store'
}

/**
 * Serves the built renderer to either host: a few kinds of files from one folder, to GET and HEAD, under one exact host.
 * Each page gets a nonce of its own for the style sheets the components add.
 */
export function openPages({ folder, isOurHost, connectOf }: PagesOptions) {
  return async ({ method, url }: PageRequest): Promise<Response> => {
    if (!isOurHost(url.host)) return plainAnswer(421, 'This is not the address of the till.')
    if (method !== 'GET' && method !== 'HEAD') return plainAnswer(405, 'Not allowed.', { allow: 'GET, HEAD' })
    const path = resolvePagePath(folder, url.pathname)
    const type = path === undefined ? undefined : mimeTypes[extname(path)]
    const content = path === undefined || type === undefined ? undefined : await findFile(path)
    if (content === undefined || type === undefined) return plainAnswer(404, 'Not found.')
    const connect = connectOf(url.host)
    const isPage = type.startsWith('text/html')
    const nonce = isPage ? randomBytes(16).toString('base64') : undefined
    const body = nonce === undefined ? content : content.toString('utf8').replaceAll(noncePlaceholder, nonce)
    return new Response(method === 'HEAD' ? null : body, {
      headers: {
        ...securityHeaders(nonce === undefined ? { connect } : { connect, nonce }),
        'content-type': type,
        'cache-control': cacheControl(url.pathname),
      },
    })
  }
}
