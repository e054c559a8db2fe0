import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono, type Context } from 'hono'
import type { Screen } from '../api/context.ts'
import type { Log } from '../platform/log.ts'
import { openPages } from '../platform/pages.ts'
import { securityHeaders } from '../platform/security-headers.ts'
import { messageOf } from '../../shared/errors/pos-error.ts'
import { makeCookie, readCookies } from './cookies.ts'
import type { Pairing, PairingResult } from './pairing.ts'
import {
  plainPage,
  refusedPage,
  tooManyScreensPage,
  tooManyTriesPage,
  unpairedPage,
  wrongTokenPage,
} from './plain-pages.ts'

export type WebAppOptions = Readonly<{
  pagesFolder: string
  hosts: () => ReadonlySet<string>
  port: () => number
  pairing: Pairing
  log: Log
}>

const homes: Readonly<Record<Screen, string>> = { till: '/', display: '/display' }
const refusals = {
  wrongToken: wrongTokenPage,
  tooManyTries: tooManyTriesPage,
  tooManyScreens: tooManyScreensPage,
} as const satisfies Record<Exclude<PairingResult, { ok: true }>['why'], unknown>

/** The screens whose cookie lets a request see this path; the files of the pages are for both. */
function screensFor(pathname: string): readonly Screen[] {
  if (pathname === '/' || pathname === '/index.html') return ['till']
  if (pathname === '/display' || pathname === '/display.html') return ['display']
  return ['till', 'display']
}

/** True for a picture, script or frame of some page: a person who opens an address asks for a document. */
function isEmbedded(context: Context): boolean {
  const destination = context.req.header('sec-fetch-dest')
  return destination !== undefined && destination !== 'document'
}

/**
 * A browser keeps a strict cookie back when a link on another site led here, and on the redirect after pairing too.
 * Loading the page once more from our own makes it a visit from here.
 */
function answerUnpaired(context: Context, url: URL): Response {
  const isLed = context.req.header('sec-fetch-site') === 'cross-site' && !url.searchParams.has('again')
  return isLed && !isEmbedded(context)
    ? plainPage(unpairedPage, `${url.pathname}?again`)
    : plainPage(unpairedPage)
}

function pairBrowser(context: Context, { pairing, port, log }: WebAppOptions): Response {
  if (context.req.method !== 'GET' || isEmbedded(context)) return plainPage(refusedPage)
  const from = getConnInfo(context).remote.address ?? 'unknown'
  const held = readCookies(context.req.header('cookie'), port())
  const result = pairing.pair(context.req.query('token') ?? '', from, held)
  if (!result.ok) {
    log.warn('A browser could not be paired', { why: result.why, from })
    return plainPage(refusals[result.why])
  }
  log.info('A browser was paired', { screen: result.kind, from })
  return new Response(null, {
    status: 303,
    headers: {
      ...securityHeaders({ connect: [] }),
      location: homes[result.kind],
      'set-cookie': makeCookie(result.kind, result.secret, port()),
      'cache-control': 'no-store',
    },
  })
}

/** The kiosk's pages: everything but pairing needs the cookie that pairing gives. */
export function createWebApp(options: WebAppOptions): Hono {
  const { pagesFolder, hosts, port, pairing, log } = options
  const pages = openPages({
    folder: pagesFolder,
    isOurHost: (host) => hosts().has(host),
    connectOf: (host) => [`ws://${host}`],
  })
  const app = new Hono()
  app.all('*', (context) => {
    const { method } = context.req
    const url = new URL(context.req.url)
    // The pages answer what is not for this host or not a reading request, before any cookie is looked at.
    const isPlain = hosts().has(url.host) && (method === 'GET' || method === 'HEAD')
    if (!isPlain) return pages({ method, url })
    if (url.pathname === '/pair') return pairBrowser(context, options)
    const held = readCookies(context.req.header('cookie'), port())
    const isPaired = screensFor(url.pathname).some((kind) => pairing.find(held[kind], kind) !== undefined)
    return isPaired ? pages({ method, url }) : answerUnpaired(context, url)
  })
  app.onError((error) => {
    log.error('A page could not be served', { problem: messageOf(error) })
    return new Response('The till could not serve this page.\n', {
      status: 500,
      headers: { ...securityHeaders({ connect: [] }), 'content-type': 'text/plain; charset=utf-8' },
    })
  })
  return app
}
