import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  findGrantedScopes,
  missingByFeature,
  scopesByFeature,
  scopesOf,
} from '../../../../electron/backends/paxos/scopes.ts'
import { PosError } from '../../../../shared/errors/pos-error.ts'
import { allScopes } from '../../../../electron/practice/standins/paxos/credentials.ts'

describe('findGrantedScopes', () => {
  it.each(['first', 'none'] as const)(
    'finds exactly what is granted, where a refusal names %s of what is missing',
    async (named) => {
      const wanted = [...allScopes]
      await fc.assert(
        fc.asyncProperty(fc.subarray(wanted), async (granted) => {
          let asked = 0
          const ask = (scopes: readonly string[]) => {
            asked += 1
            const missing = scopes.filter((scope) => !granted.some((each) => each === scope))
            if (missing.length === 0) return Promise.resolve({ scopes: new Set(scopes) })
            const details = { missing: named === 'first' ? (missing[0] ?? '') : '' }
            return Promise.reject(new PosError('backend.forbidden', 'invalid_scope', { details }))
          }
          expect(await findGrantedScopes(ask, wanted)).toEqual(new Set(granted))
          expect(asked).toBeLessThan(2 * wanted.length)
        }),
        { numRuns: 50 },
      )
    },
  )

  it('leaves out what a token was given without', async () => {
    const ask = () => Promise.resolve({ scopes: new Set(['a', 'z']) })
    expect(await findGrantedScopes(ask, ['a', 'b'])).toEqual(new Set(['a']))
  })

  it('tells any other failure instead of calling a scope missing', async () => {
    const ask = () => Promise.reject(new PosError('backend.unauthorized', 'Paxos gave no token'))
    await expect(findGrantedScopes(ask, ['a'])).rejects.toMatchObject({ code: 'backend.unauthorized' })
  })
})

describe('missingByFeature', () => {
  it('names what each feature lacks and says nothing of those that are whole', () => {
    const granted = new Set<string>([...scopesByFeature.addresses, 'transfer:read_transfer'])
    expect(missingByFeature(granted, ['addresses', 'incoming', 'refunds'])).toEqual(
      new Map([
        ['incoming', ['events:read_event']],
        ['refunds', ['transfer:write_crypto_withdrawal', 'fee:write_crypto_withdrawal_fee']],
      ]),
    )
  })
})

describe('scopesOf', () => {
  it('asks for each scope once', () => {
    const scopes = scopesOf(['refunds', 'payouts', 'incoming'])
    expect(new Set(scopes).size).toBe(scopes.length)
    expect(scopes).toContain('transfer:read_transfer')
  })
})
