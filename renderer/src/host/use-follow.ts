import { useEffect, useRef, useState } from 'react'
import type { Failure } from '../../../shared/contract/procedure.ts'
import { follow, type OpenStream } from './follow.ts'
import { host } from './terminal.ts'

/** The newest value of a stream. `failure` is set when the stream ended for good. */
export type Followed<T> = Readonly<{ key: string; value: T | undefined; failure: Failure | undefined }>

/**
 * The newest value of one of the terminal's streams while the component is mounted; survives reconnects.
 * @param key names what is followed: another key opens another stream and forgets the last value; empty follows nothing
 */
export function useFollow<T>(key: string, open: OpenStream<T>): Followed<T> {
  const [followed, setFollowed] = useState<Followed<T>>({ key, value: undefined, failure: undefined })
  const openRef = useRef(open)
  useEffect(() => {
    openRef.current = open
  })
  useEffect(() => {
    if (key === '') return undefined
    return follow(host(), (signal) => openRef.current(signal), {
      onValue: (value) => setFollowed({ key, value, failure: undefined }),
      onFailure: (failure) => setFollowed((last) => ({ key, value: last.value, failure })),
    })
  }, [key])
  return followed.key === key ? followed : { key, value: undefined, failure: undefined }
}
