import { isPosError, messageOf, PosError } from '../../../shared/errors/pos-error.ts'

/** What the HTTP answer to a call said beside its body. */
export type AnswerFacts = Readonly<{ status?: number; retryAfterMs?: number }>

/** A failed call as the endpoint's client saw it. `host` and `hide` keep keys out of what is said. */
export type CallContext = Readonly<{
  host: string
  method: string
  hide: (text: string) => string
  facts: AnswerFacts
}>

const rateCodes = new Set([429, -32007, -32029])
const rateTexts =
  /rate.?limit|too many requests|requests? (?:per|\/) ?(?:second|minute|day)|\/second request limit|compute units|daily request count|quota/i
// How nodes say that the contract itself refused: geth, Erigon, Besu, Nethermind, OpenEthereum and revm.
const revertCodes = new Set([3, -32_015])
const revertTexts =
  /revert|vm execution error|invalid ?(?:fe ?)?opcode|opcode ?not ?found|bad ?instruction|(?:invalid|bad) jump/i
// "unknown block" and its kin come from a machine behind a load balancer that has not got the block yet.
const behindTexts =
  /unknown block|block not found|header not found|missing trie node|BlockOutOfRange|cannot find block|block .{0,80}(?:not available|does not exist|is beyond)/i

function pause({ facts }: CallContext): Readonly<{ retryAfterMs?: number }> {
  return facts.retryAfterMs === undefined ? {} : { retryAfterMs: facts.retryAfterMs }
}

function rateLimited(context: CallContext): PosError {
  return new PosError('chain.rateLimited', `${context.host} allows no more calls for now.`, {
    details: { method: context.method, ...pause(context) },
  })
}

/** The error for a JSON-RPC error object in an answer. Its text is the endpoint's own, shortened and without keys. */
export function refusedCall(code: number, message: string, context: CallContext): PosError {
  if (context.facts.status === 429 || rateCodes.has(code) || rateTexts.test(message))
    return rateLimited(context)
  const said = context.hide(message)
  const isReverted = revertCodes.has(code) || revertTexts.test(message)
  const details = {
    method: context.method,
    rpcCode: code,
    ...(isReverted ? { reverted: true } : {}),
  }
  return behindTexts.test(message)
    ? new PosError('chain.nodeBehind', `${context.host} does not have the block: ${said}`, { details })
    : new PosError('chain.callRefused', `${context.host} refused ${context.method}: ${said}`, { details })
}

/** Whether a refusal is the word of the contract that was called, and not of the node. */
export function isRevert(error: unknown): boolean {
  return isPosError(error, 'chain.callRefused') && error.details['reverted'] === true
}

function causeCode(error: unknown): string {
  let cause: unknown = error
  for (let depth = 0; depth < 6 && cause instanceof Error; depth += 1) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code
    cause = cause.cause
  }
  return ''
}

const networkWords: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses the connection',
  ENOTFOUND: 'has no address: the name is wrong, or there is no network',
  EAI_AGAIN: 'has no address: there is no network',
  ECONNRESET: 'broke the connection off',
  UND_ERR_SOCKET: 'broke the connection off',
  ENETUNREACH: 'cannot be reached: there is no network',
  EHOSTUNREACH: 'cannot be reached: there is no network',
  CERT_HAS_EXPIRED: 'has a certificate that is out of date',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a certificate that nobody vouches for',
}

// By name: the classes are exported only with the whole of viem, which a till would load for two comparisons.
function isViemError(error: unknown, name: 'HttpRequestError' | 'ResponseBodyTooLargeError'): error is Error {
  return error instanceof Error && error.name === name
}

/** The error for a call that brought no JSON-RPC answer. viem's own texts carry the address, so none is passed on. */
export function failedCall(error: unknown, context: CallContext): PosError {
  if (isPosError(error)) return error
  const { host, method, facts } = context
  const details = { method, ...pause(context) }
  if (isViemError(error, 'ResponseBodyTooLargeError'))
    return new PosError('chain.rangeTooLarge', `${host} answered ${method} with more than the till reads.`, {
      details,
    })
  const { status } = facts
  if (status === 429) return rateLimited(context)
  if (status !== undefined && (status < 200 || status > 299))
    return new PosError('chain.unreachable', `${host} answered with HTTP status ${status}.`, {
      details: { ...details, status },
    })
  const isUnreadable = isViemError(error, 'HttpRequestError') && error.cause instanceof SyntaxError
  if (isUnreadable)
    return new PosError('chain.badAnswer', `${host} did not answer ${method} in JSON.`, { details })
  const code = causeCode(error)
  return new PosError('chain.unreachable', `${host} ${networkWords[code] ?? 'cannot be reached'}.`, {
    details: { ...details, code },
    cause: new Error(context.hide(messageOf(error))),
  })
}
