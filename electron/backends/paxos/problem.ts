import { z } from '../../../shared/contract/z.ts'
import type { ErrorCode } from '../../../shared/errors/codes.ts'
import { PosError, type SafeFacts } from '../../../shared/errors/pos-error.ts'

const problemShape = z.object({
  type: z.string().optional(),
  title: z.string().optional(),
  detail: z.string().optional(),
  meta: z.record(z.string(), z.unknown()).optional(),
})

/** A refusal of Paxos: what kind it is by its own name for it, and what it says. */
type PaxosProblem = Readonly<{
  status: number
  /** The last part of its type, in lower case with hyphens; empty for a problem without a name. */
  slug: string
  detail: string
  meta: Readonly<Record<string, unknown>>
}>

const textMax = 200

/** Which of our errors a named problem is. Several share one HTTP status, so the name decides (fact sheet 1). */
const codes: Readonly<Record<string, ErrorCode>> = {
  'already-exists': 'backend.alreadyExists',
  'insufficient-funds': 'backend.insufficientFunds',
  expired: 'backend.quoteExpired',
  rejected: 'backend.refused',
  'travel-rule-information-required': 'backend.travelRule',
  'identity-verification-required': 'backend.notVerified',
  'unsupported-address': 'backend.addressRefused',
  'below-min-withdraw-limit': 'backend.belowMinimum',
  'exceed-max-withdraw-limit': 'backend.aboveMaximum',
  'exceed-precision': 'money.tooPrecise',
}

/** What a person needs to mend a refusal; everything else of `meta` stays where it is. */
const safeMeta = [
  'asset',
  'available',
  'needed',
  'limit',
  'amount',
  'expired_at',
  'reason',
  'current_status',
] as const

/** The prefix of a problem's type is not stable and one example writes underscores: only the normalised end counts. */
function slugOf(type: string | undefined): string {
  if (type === undefined || type === 'about:blank') return ''
  const [path = ''] = type.split(/[?#]/)
  const last = path.split('/').findLast((part) => part !== '') ?? ''
  return last.toLowerCase().replaceAll('_', '-').slice(0, textMax)
}

/** A refused call may be quoted back: long numbers, as those of bank accounts, keep their last four digits only. */
function withoutNumbers(text: string): string {
  return text.slice(0, textMax).replace(/\d{9,}/g, (digits) => `…${digits.slice(-4)}`)
}

/** Reads the body of a refusal. A body that is none says nothing beyond its status. */
function parseProblem(status: number, body: unknown): PaxosProblem {
  const parsed = problemShape.safeParse(body)
  const { type, title, detail, meta = {} } = parsed.success ? parsed.data : {}
  return { status, slug: slugOf(type), detail: withoutNumbers(detail ?? title ?? ''), meta }
}

function codeOf({ status, slug }: PaxosProblem): ErrorCode {
  if (Object.hasOwn(codes, slug)) return codes[slug] ?? 'backend.refused'
  if (status === 401) return 'backend.unauthorized'
  if (status === 403) return 'backend.forbidden'
  if (status === 404) return 'backend.notFound'
  if (status === 429) return 'backend.rateLimited'
  return status >= 500 || status === 408 ? 'backend.unavailable' : 'backend.refused'
}

function factsOf({ status, slug, meta }: PaxosProblem): SafeFacts {
  const told = safeMeta.flatMap((key) => {
    const value = meta[key]
    return typeof value === 'string' && value.length <= textMax ? [[key, value] as const] : []
  })
  return { status, slug, ...Object.fromEntries(told) }
}

/** A refusal as an error of ours. Its details name the problem, never what was sent. */
export class PaxosRefusal extends PosError {
  // Private, so that neither a log nor a report writes out a whole record.
  readonly #existing: unknown

  constructor(problem: PaxosProblem) {
    const { status, slug, detail } = problem
    const said = detail === '' ? '' : `: ${detail}`
    super(codeOf(problem), `Paxos refused the call (${slug === '' ? status : slug})${said}`, {
      details: factsOf(problem),
    })
    this.#existing = problem.meta['existing']
  }

  /** The record that has the `ref_id` already, possibly abridged; nothing where Paxos did not show it. */
  get existing(): unknown {
    return this.#existing
  }
}

/** What a refusal says, as an error to throw. */
export function refusalOf(status: number, body: unknown): PaxosRefusal {
  return new PaxosRefusal(parseProblem(status, body))
}
