/** What goes wrong with a request, and which ones. Without `times` it happens once; with `path` only below that path. */
export type RequestFault = Readonly<{
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** The beginning of the path, such as `/v2/transfer/crypto-withdrawals` or `/oauth2/token`. */
  path?: string
  times?: number
}> &
  (
    | Readonly<{ kind: 'noAnswerAfterCommit' | 'lostAnswerAfterCommit' | 'garbledAnswerAfterCommit' }>
    | Readonly<{ kind: 'noAnswerBeforeCommit' | 'lostRequest' }>
    | Readonly<{ kind: 'errorBeforeCommit' | 'errorAfterCommit'; status: 500 | 502 | 503 | 504 }>
    | Readonly<{ kind: 'tooManyRequests'; retryAfterSeconds?: number }>
    | Readonly<{ kind: 'unauthorized' }>
    | Readonly<{ kind: 'delay'; delayMs: number }>
    /** Answers 409 with a record that is not the one asked for; nothing is committed. */
    | Readonly<{ kind: 'otherRecord' }>
  )

/** The faults that are set. */
export type RequestFaults = Readonly<{
  /** Sets a fault; gives a way to take it back. */
  set: (fault: RequestFault) => () => void
  /** The fault that strikes this request, if any: the oldest that fits. */
  strike: (method: string, path: string) => RequestFault | undefined
  clear: () => void
}>

/** Opens the list of faults. */
export function openRequestFaults(): RequestFaults {
  let faults: { fault: RequestFault; left: number }[] = []
  return {
    set: (fault) => {
      const entry = { fault, left: fault.times ?? 1 }
      faults.push(entry)
      return () => {
        faults = faults.filter((each) => each !== entry)
      }
    },
    strike: (method, path) => {
      const found = faults.find(
        ({ fault, left }) =>
          left > 0 &&
          (fault.method === undefined || fault.method === method) &&
          (fault.path === undefined || path.startsWith(fault.path)),
      )
      if (!found) return undefined
      found.left -= 1
      if (found.left <= 0) faults = faults.filter((each) => each !== found)
      return found.fault
    },
    clear: () => {
      faults = []
    },
  }
}
