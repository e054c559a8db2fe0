import { useEffect, useRef, useState } from 'react'
import type { Failure } from '../../../shared/contract/procedure.ts'
import { follow, type OpenStream } from './follow.ts'
import { host } from './terminal.ts'

/** The newest value of a stream. `failure` is set when the stream ended for good. */
export type Followed<T> = Readonly<{
  key: string
  value: T | undefined
  failure: Failure | undefined
  /** The page's monotonic clock when the value arrived, in milliseconds: what to count on from. */
  arrivedAtMs: number
}>

function nothing<T>(key: string): Followed<T> {
  return { key, value: undefined, failure: undefined, arrivedAtMs: 0 }
}

/**
 * The newest value of one of the terminal's streams while the component is mounted; survives reconnects.
 * @param key names what is followed: another key opens another stream and forgets the last value; empty follows nothing
 */
export function useFollow<T>(key: string, open: OpenStream<T>): Followed<T> {
  const [followed, setFollowed] = useState<Followed<T>>(() => nothing(key))
  const openRef = useRef(open)
  useEffect(() => {
    openRef.current = open
  })
  useEffect(() => {
    if (key === '') return undefined
    return follow(host(), (signal) => openRef.current(signal), {
      onValue: (value) => setFollowed({ key, value, failure: undefined, arrivedAtMs: performance.now() }),
      onFailure: (failure) =>
        setFollowed((last) => ({ ...(last.key === key ? last : nothing<T>(key)), failure })),
    })
  }, [key])
  return followed.key === key ? followed : nothing(key)
}
