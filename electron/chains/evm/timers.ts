/** Runs something later; the returned function calls it off. Tests count what is left. */
export type Timers = Readonly<{ after: (delayMs: number, run: () => void) => () => void }>

/** The timers of the machine. */
export const systemTimers: Timers = {
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}
