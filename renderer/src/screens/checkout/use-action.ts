import { useState } from 'react'
import type { Failure } from '../../../../shared/contract/procedure.ts'
import { failureOf } from '../../host/failure-of.ts'

/** One thing a person can ask for: whether it is under way, and what went wrong with the last try. */
export type Action<A extends readonly unknown[]> = Readonly<{
  run: (...args: A) => Promise<boolean>
  isBusy: boolean
  failure: Failure | undefined
  clear: () => void
}>

/**
 * Runs a call for a button: one at a time, with its failure kept for the screen.
 * @returns `run` answers whether it went well
 */
export function useAction<A extends readonly unknown[]>(call: (...args: A) => Promise<unknown>): Action<A> {
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | undefined>(undefined)
  const run = async (...args: A): Promise<boolean> => {
    if (isBusy) return false
    setBusy(true)
    setFailure(undefined)
    try {
      await call(...args)
      return true
    } catch (error) {
      setFailure(failureOf(error))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { run, isBusy, failure, clear: () => setFailure(undefined) }
}
