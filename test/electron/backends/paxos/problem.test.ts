import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { refusalOf } from '../../../../electron/backends/paxos/problem.ts'

const prefixes = [
  'https://developer.paxos.com/docs/v2/problems/',
  'https://api.paxos.com/v2/problems/',
  'https://docs.paxos.com/api-reference/problems/',
]

describe('refusalOf', () => {
  it.each([
    ['already-exists', 409, 'backend.alreadyExists'],
    ['insufficient-funds', 403, 'backend.insufficientFunds'],
    ['insufficient_funds', 403, 'backend.insufficientFunds'],
    ['Insufficient-Funds/', 403, 'backend.insufficientFunds'],
    ['expired', 403, 'backend.quoteExpired'],
    ['expired?lang=en', 403, 'backend.quoteExpired'],
    ['rejected#top', 403, 'backend.refused'],
    ['travel-rule-information-required', 403, 'backend.travelRule'],
    ['identity-verification-required', 403, 'backend.notVerified'],
    ['unsupported-address', 400, 'backend.addressRefused'],
    ['below-min-withdraw-limit', 400, 'backend.belowMinimum'],
    ['exceed-max-withdraw-limit', 400, 'backend.aboveMaximum'],
    ['exceed-precision', 400, 'money.tooPrecise'],
    // A name nobody knows: the status is all there is.
    ['something-new', 400, 'backend.refused'],
    ['something-new', 403, 'backend.forbidden'],
    ['constructor', 400, 'backend.refused'],
  ])('tells %s (%i) by its name, under every prefix', (slug, status, code) => {
    for (const prefix of prefixes) expect(refusalOf(status, { type: prefix + slug, status }).code).toBe(code)
  })

  it.each([
    [400, 'backend.refused'],
    [401, 'backend.unauthorized'],
    [403, 'backend.forbidden'],
    [404, 'backend.notFound'],
    [405, 'backend.refused'],
    [408, 'backend.unavailable'],
    [409, 'backend.refused'],
    [410, 'backend.refused'],
    [429, 'backend.rateLimited'],
    [500, 'backend.unavailable'],
    [503, 'backend.unavailable'],
    [504, 'backend.unavailable'],
  ])('goes by the status %i where nothing else is said', (status, code) => {
    const bodies = [{ type: 'about:blank', status }, {}, undefined, 'a page', 7, { type: 5 }, []]
    for (const body of bodies) expect(refusalOf(status, body).code).toBe(code)
  })

  it('keeps the figures a person needs, and nothing that was not asked for', () => {
    const meta = { asset: 'USD', available: '10.4', needed: '25', profile_id: '6f0c', secret: 'x', limit: 5 }
    expect(refusalOf(403, { type: 'x/insufficient-funds', meta }).details).toEqual({
      status: 403,
      slug: 'insufficient-funds',
      asset: 'USD',
      available: '10.4',
      needed: '25',
    })
  })

  it('shows no long number, and writes the existing record into no log', () => {
    const existing = { id: 'e1', beneficiary: 'Jane Doe' }
    const refusal = refusalOf(409, {
      type: 'x/already-exists',
      detail: 'account 123456789012 is there',
      meta: { existing },
    })
    expect(refusal.message).toContain('…9012')
    expect(refusal.existing).toEqual(existing)
    const written = `${inspect(refusal, { depth: 9 })} ${JSON.stringify(refusal)} ${refusal.stack ?? ''}`
    expect(written).not.toContain('Jane')
    expect(written).not.toContain('123456789012')
  })
})
