import type { PosFailure } from './failure.ts'

/** The largest message that is read, in characters; a larger one is answered with `contract.tooLarge`. */
export const frameMax = 3 * 1024 * 1024
/** The largest message a socket takes in at all, in bytes; a larger one closes it with code 1009. */
export const wireBytesMax = 4 * 1024 * 1024

/** A message from a screen that may be handed on, or why not; `id` where one could be read, to answer under it. */
export type FrameCheck = Readonly<
  { ok: true } | { ok: false; id: string | undefined; why: 'malformed' | 'tooLarge' }
>

const requestKeys = new Set(['i', 'p'])
const payloadKeys = new Set(['u', 'b', 'h'])
const abortSignal = 4

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isRequest(frame: Record<string, unknown>): boolean {
  const { p: payload } = frame
  if (!Object.keys(frame).every((key) => requestKeys.has(key)) || !isRecord(payload)) return false
  const { u: path, h: headers } = payload
  return (
    Object.keys(payload).every((key) => payloadKeys.has(key)) &&
    typeof path === 'string' &&
    /^\/[A-Za-z0-9/_.-]{1,200}$/.test(path) &&
    (headers === undefined || hasOnlyEventId(headers))
  )
}

/** The one header a page sends is where a stream resumes; others would switch the protocol to files and forms. */
function hasOnlyEventId(headers: unknown): boolean {
  return (
    isRecord(headers) &&
    Object.entries(headers).every(
      ([name, value]) => name === 'last-event-id' && typeof value === 'string' && value.length <= 100,
    )
  )
}

/** The id at the very start of a message that is too large to be parsed. */
function peekId(text: string): string | undefined {
  return /^\{"i":"([A-Za-z0-9]{1,32})"/.exec(text.slice(0, 64))?.[1]
}

/**
 * Checks a message of oRPC's peer protocol before the library sees it. Only calls and cancellations pass: the library
 * would also read files, forms and streams sent by the page, and throws outside of any handler on what it cannot read.
 */
export function checkFrame(message: unknown): FrameCheck {
  if (typeof message !== 'string') return { ok: false, id: undefined, why: 'malformed' }
  if (message.length > frameMax) return { ok: false, id: peekId(message), why: 'tooLarge' }
  let frame: unknown
  try {
    frame = JSON.parse(message)
  } catch {
    return { ok: false, id: undefined, why: 'malformed' }
  }
  if (!isRecord(frame) || typeof frame['i'] !== 'string' || frame['i'].length > 32) {
    return { ok: false, id: undefined, why: 'malformed' }
  }
  const isCancellation = frame['t'] === abortSignal && Object.keys(frame).length <= 3
  return isCancellation || isRequest(frame) ? { ok: true } : { ok: false, id: frame['i'], why: 'malformed' }
}

/** A failure as the answer to the call with this id, in the words of oRPC's peer protocol. */
export function encodeFailure(id: string, failure: PosFailure): string {
  return JSON.stringify({ i: id, p: { s: failure.status, b: { json: failure.toJSON() } } })
}
