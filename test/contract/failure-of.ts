import { ORPCError } from '@orpc/client'
import type { Failure } from '../../shared/contract/procedure.ts'

/** The typed failure a call ends with; a call that succeeds, or fails in any other shape, fails the test. */
export async function failureOf(call: Promise<unknown>): Promise<Failure> {
  try {
    await call
  } catch (error) {
    if (error instanceof ORPCError && error.code === 'POS' && error.defined) return error.data
    throw error
  }
  throw new Error('The call was expected to fail')
}
