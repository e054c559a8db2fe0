import { describe, expect, it } from 'vitest'
import { assertInvariant, unreachable } from '../../../shared/errors/assert.ts'
import { errorCodes } from '../../../shared/errors/codes.ts'
import { isPosError, messageOf, PosError } from '../../../shared/errors/pos-error.ts'
import { reject } from '../../../shared/errors/rejected.ts'

describe('errorCodes', () => {
  it.each(Object.entries(errorCodes))(
    '%s is dotted, and its hint is a sentence with a next step',
    (code, facts) => {
      expect(code).toMatch(/^[a-z]+\.[a-zA-Z]+$/)
      expect(facts.hint).toMatch(/^[A-Z].*\.$/)
    },
  )
})

describe('PosError', () => {
  it('carries the hint and the retry rule of its code, and keeps its cause', () => {
    const cause = new Error('socket hang up')
    const error = new PosError('chain.timeout', 'The node did not answer', {
      details: { chain: 'base' },
      cause,
    })
    expect(error).toMatchObject({
      name: 'PosError',
      code: 'chain.timeout',
      message: 'The node did not answer',
      hint: errorCodes['chain.timeout'].hint,
      retry: 'sameId',
      details: { chain: 'base' },
      cause,
    })
    expect(new PosError('ledger.locked', 'In use').details).toEqual({})
    expect('cause' in new PosError('ledger.locked', 'In use')).toBe(false)
  })
})

describe('isPosError', () => {
  it('tells ours from the world, and one code from another', () => {
    const error = new PosError('ledger.locked', 'In use')
    expect(isPosError(error)).toBe(true)
    expect(isPosError(error, 'ledger.locked')).toBe(true)
    expect(isPosError(error, 'ledger.corrupt')).toBe(false)
    for (const other of [
      new Error('ledger.locked'),
      'ledger.locked',
      { code: 'ledger.locked' },
      undefined,
      null,
    ])
      expect(isPosError(other)).toBe(false)
  })
})

describe('messageOf', () => {
  it.each([
    [new Error('no space left'), 'no space left'],
    ['plain text', 'plain text'],
    [undefined, 'undefined'],
    [42, '42'],
  ])('makes a sentence of %j', (thrown, text) => expect(messageOf(thrown)).toBe(text))
})

describe('assertInvariant and unreachable', () => {
  it('let what holds pass, and stop what does not, with its facts', () => {
    expect(() => assertInvariant(true, 'Never said')).not.toThrow()
    expect(() => assertInvariant(false, 'Postings sum to zero', { entry: 7 })).toThrowError(
      expect.objectContaining({
        code: 'invariant.broken',
        message: 'Postings sum to zero',
        details: { entry: 7 },
      }),
    )
  })

  it('name the case that nobody thought of', () => {
    const surprise: unknown = { kind: 'barter', minor: 12n }
    // @ts-expect-error only what cannot exist may reach this line
    expect(() => unreachable(surprise)).toThrowError('{"kind":"barter","minor":"12"}')
  })
})

describe('reject', () => {
  it('is a value, not an exception', () => {
    expect(reject('sale.empty')).toEqual({ ok: false, code: 'sale.empty', details: {} })
    expect(reject('money.tooPrecise', { decimalsMax: 2 }).details).toEqual({ decimalsMax: 2 })
  })
})
