/** Work that may be asked for often and is done seldom. */
export type Coalesced = Readonly<{ ask: () => void; stop: () => void }>

/**
 * Turns many requests into few runs: one run after the requests have paused, never two at once, and one more when
 * somebody asked during a run. A run that fails is forgotten; the next request tries again.
 */
export function coalesce(run: () => Promise<void>, pauseMs: number): Coalesced {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isRunning = false
  let isAskedAgain = false
  let isStopped = false

  const start = async (): Promise<void> => {
    isRunning = true
    isAskedAgain = false
    try {
      await run()
    } catch {
      // What failed was a cache being filled: screens ask the terminal themselves and say so when it does not answer.
    }
    isRunning = false
    if (isAskedAgain) ask()
  }
  const ask = (): void => {
    if (isStopped) return
    if (isRunning) {
      isAskedAgain = true
      return
    }
    clearTimeout(timer)
    timer = setTimeout(() => void start(), pauseMs)
  }
  const stop = (): void => {
    isStopped = true
    clearTimeout(timer)
  }
  return { ask, stop }
}
