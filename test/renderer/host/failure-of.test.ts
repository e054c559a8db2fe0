import { ORPCError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import { failureOf, failureOfRejection } from '../../../renderer/src/host/failure-of.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import { reject } from '../../../shared/errors/rejected.ts'

describe('failureOf', () => {
  it('takes the typed failure of the contract as it is', () => {
    const data = {
      code: 'session.wrongPin',
      message: 'Wrong PIN',
      hint: 'Check the PIN',
      details: { triesLeft: 4 },
    } as const
    expect(failureOf(new ORPCError('POS', { status: 422, data }))).toEqual(data)
  })

  const transport: readonly (readonly [name: string, error: unknown, code: string])[] = [
    ['an unknown procedure', new ORPCError('NOT_FOUND'), 'contract.unknownProcedure'],
    ['bad input', new ORPCError('BAD_REQUEST'), 'contract.invalidInput'],
    [
      'a failure of ours with a code we do not know',
      new ORPCError('POS', { data: { code: 'x.y' } }),
      'invariant.broken',
    ],
    ['an error of this page', new PosError('connection.lost', 'gone'), 'connection.lost'],
    ['a call cut off by the transport', new DOMException('aborted', 'AbortError'), 'connection.lost'],
    [
      'a socket that closed under a call',
      new Error('Cannot send message, WebSocket is not open.'),
      'connection.lost',
    ],
    ['anything else', new TypeError('x is not a function'), 'invariant.broken'],
    ['something that is no error', 'oops', 'invariant.broken'],
  ]
  it.each(transport)('gives %s a code that has a text', (_name, error, code) => {
    expect(failureOf(error).code).toBe(code)
  })
})

describe('failureOfRejection', () => {
  it('carries the code, the facts and the next step of a rule that said no', () => {
    const failure = failureOfRejection(reject('sale.amountZero', { lineId: 'line-1' }))
    expect(failure).toMatchObject({ code: 'sale.amountZero', details: { lineId: 'line-1' } })
    expect(failure.hint).not.toBe('')
  })
})
