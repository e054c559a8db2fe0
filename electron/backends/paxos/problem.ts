import { z } from '../../../shared/contract/z.ts'
import type { ErrorCode } from '../../../shared/errors/codes.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'

const problemShape = z.object({
  type: z.string().optional(),
  title: z.string().optional(),
  detail: z.string().optional(),
  meta: z.record(z.string(), z.unknown()).optional(),
})

/** A refusal of Paxos: what kind it is by its own name for it, and what it says. */
export type PaxosProblem = Readonly<{
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

/** The prefix of a problem's type is not stable and one example writes underscores: only the normalised end counts. */
function slugOf(type: string | undefined): string {
  if (type === undefined || type === 'about:blank') return ''
  const last = type.split(/[/#]/).findLast((part) => part !== '') ?? ''
  return last.toLowerCase().replaceAll('_', '-')
}

/** Reads the body of a refusal. A body that is none says nothing beyond its status. */
export function parseProblem(status: number, body: unknown): PaxosProblem {
  const parsed = problemShape.safeParse(body)
  const { type, title, detail, meta = {} } = parsed.success ? parsed.data : {}
  return { status, slug: slugOf(type), detail: (detail ?? title ?? '').slice(0, textMax), meta }
}

function codeOf({ status, slug }: PaxosProblem): ErrorCode {
  const named = codes[slug]
  if (named !== undefined) return named
  if (status === 401) return 'backend.unauthorized'
  if (status === 403) return 'backend.forbidden'
  if (status === 404) return 'backend.notFound'
  if (status === 429) return 'backend.rateLimited'
  return status >= 500 ? 'backend.unavailable' : 'backend.refused'
}

/** A refusal as an error of ours. Its details name the problem, never what was sent. */
export function problemError(problem: PaxosProblem): PosError {
  const { status, slug, detail } = problem
  const said = detail === '' ? '' : `: ${detail}`
  return new PosError(codeOf(problem), `Paxos refused the call (${slug === '' ? status : slug})${said}`, {
    details: { status, slug },
  })
}
