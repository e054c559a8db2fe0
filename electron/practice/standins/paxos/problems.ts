/** The slugs of Paxos' own problems; everything else is `about:blank`. */
export type ProblemSlug =
  | 'already-exists'
  | 'insufficient-funds'
  | 'expired'
  | 'travel-rule-information-required'
  | 'identity-verification-required'
  | 'unsupported-address'
  | 'below-min-withdraw-limit'
  | 'exceed-max-withdraw-limit'
  | 'exceed-precision'
  | 'about:blank'

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Already Exists',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

const slugTitles: Partial<Record<ProblemSlug, string>> = {
  'insufficient-funds': 'Insufficient Funds',
  expired: 'Expired',
}

/** A refusal on its way to the caller: thrown by a rule, which also undoes the transaction it was in. */
export class Problem extends Error {
  readonly slug: ProblemSlug
  readonly status: number
  readonly meta: Readonly<Record<string, unknown>> | undefined

  constructor(slug: ProblemSlug, status: number, detail: string, meta?: Readonly<Record<string, unknown>>) {
    super(detail)
    this.name = 'Problem'
    this.slug = slug
    this.status = status
    this.meta = meta
  }
}

/** 400 without a slug. */
export function badRequest(detail: string): Problem {
  return new Problem('about:blank', 400, detail)
}

/** 404 without a slug. */
export function notFound(detail: string): Problem {
  return new Problem('about:blank', 404, detail)
}

/** 409 with the record that has the `ref_id` or nickname already. */
export function alreadyExists(what: string, existing: unknown): Problem {
  return new Problem('already-exists', 409, `${what} already exists`, { existing })
}

/** A problem as it goes over the wire. */
export function toResponse({ slug, status, message, meta }: Problem): Response {
  const type = slug === 'about:blank' ? slug : `https://developer.paxos.com/docs/v2/problems/${slug}`
  const title = slugTitles[slug] ?? titles[status] ?? 'Error'
  return new Response(JSON.stringify({ type, title, status, detail: message, ...(meta && { meta }) }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  })
}
