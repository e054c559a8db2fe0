import { isAbsolute, join, relative, sep } from 'node:path'

/** The two pages by the address a person sees. */
const pageNames: Readonly<Record<string, string>> = { '/': 'index.html', '/display': 'display.html' }

/** Names the build gives its files. Nothing else exists, so nothing else needs to be asked of the file system. */
const segmentPattern = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/
const pathMax = 300

/** Decodes once; text that is encoded twice keeps its `%` and is no name the build gives. */
function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return undefined
  }
}

/** Whether a path is that of something inside a folder; by structure, because `/data` begins `/data-x` too. */
function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/**
 * The file that a request's path names, or nothing. Decoded first, joined next, checked last: `..%2f` survives the
 * parsing of an address.
 * @param pathname of a parsed URL, still percent-encoded
 * @see electron/electron docs/api/protocol.md, `protocol.handle`
 */
export function resolvePagePath(folder: string, pathname: string): string | undefined {
  const decoded = pathname.length > pathMax ? undefined : decode(pathname)
  if (decoded === undefined || !decoded.startsWith('/')) return undefined
  const name = pageNames[decoded] ?? decoded.slice(1)
  if (!name.split('/').every((segment) => segmentPattern.test(segment))) return undefined
  const path = join(folder, name)
  return isInside(folder, path) ? path : undefined
}
