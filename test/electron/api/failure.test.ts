import { describe, expect, it } from 'vitest'
import { answer, toFailure } from '../../../electron/api/failure.ts'
import type { ApiServices } from '../../../electron/api/context.ts'
import { openProbe } from '../../contract/probe-api.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import { reject } from '../../../shared/errors/rejected.ts'

function services(): ApiServices {
  return openProbe().api.services
}

describe('answer', () => {
  it('gives a result back as it is', () => {
    const result = { ok: true, code: 'sale.notFound', sale: 1 }
    expect(answer(result)).toBe(result)
    for (const plain of [
      undefined,
      null,
      0,
      false,
      'text',
      { ok: false },
      { ok: false, code: 'no such code' },
    ]) {
      expect(answer(plain)).toBe(plain)
    }
  })

  it('throws a rejection as the typed failure', () => {
    expect(() => answer(reject('sale.empty', { lines: 0 }))).toThrowError(
      expect.objectContaining({
        code: 'POS',
        data: expect.objectContaining({ code: 'sale.empty', details: { lines: 0 } }),
      }),
    )
  })
})

describe('toFailure', () => {
  it('carries an error of ours whole', () => {
    const error = new PosError('ledger.diskFull', 'The disk is full.', { details: { freeBytes: 0 } })
    expect(toFailure(error, 'checkout.open', services()).data).toEqual({
      code: 'ledger.diskFull',
      message: 'The disk is full.',
      hint: expect.stringContaining('Free disk space'),
      details: { freeBytes: 0 },
    })
  })

  it.each([
    new Error('SQLITE_IOERR at /home/shop/ledger.db'),
    new PosError('invariant.broken', 'Unexpected case: {"pin":"1111"}'),
    'a thrown text with a secret',
    undefined,
    { code: 'POS', defined: true, data: 'forged' },
  ])('tells nothing of the inside of %o', (error) => {
    const { data } = toFailure(error, 'sales.get', services())
    expect(data).toEqual({
      code: 'invariant.broken',
      message: 'Something went wrong inside the till.',
      hint: expect.any(String),
      details: { id: expect.stringMatching(/^err_/) },
    })
  })
})
