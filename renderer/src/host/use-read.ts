import { useEffect, useRef, useState } from 'react'
import type { Failure } from '../../../shared/contract/procedure.ts'
import { failureOf } from './failure-of.ts'

/** Something read from the terminal. The last value stays while it is read again or cannot be. */
export type Read<T> = Readonly<{
  value: T | undefined
  failure: Failure | undefined
  isBusy: boolean
  reload: () => void
}>

type State<T> = Readonly<{ key: string; done: string; value: T | undefined; failure: Failure | undefined }>

/**
 * Reads once, and again when asked.
 * @param key what is read; another key forgets the value
 * @param version when it changes the same thing is read again
 */
export function useRead<T>(key: string, version: string | number, read: () => Promise<T>): Read<T> {
  const [state, setState] = useState<State<T>>({ key, done: '', value: undefined, failure: undefined })
  const [again, setAgain] = useState(0)
  const readRef = useRef(read)
  useEffect(() => {
    readRef.current = read
  })
  const question = `${key} ${version} ${again}`
  useEffect(() => {
    let isCurrent = true
    readRef.current().then(
      (value) => {
        if (isCurrent) setState({ key, done: question, value, failure: undefined })
      },
      (error: unknown) => {
        if (!isCurrent) return
        setState((last) => ({
          key,
          done: question,
          value: last.key === key ? last.value : undefined,
          failure: failureOf(error),
        }))
      },
    )
    return () => {
      isCurrent = false
    }
  }, [key, question])
  const isCurrentKey = state.key === key
  return {
    value: isCurrentKey ? state.value : undefined,
    failure: isCurrentKey ? state.failure : undefined,
    isBusy: state.done !== question,
    reload: () => setAgain((count) => count + 1),
  }
}
