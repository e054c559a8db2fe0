/** Runs work one after the other, in the order in which it was handed over; what fails holds up nothing behind it. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** Opens a queue of its own. */
export function openTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return async (work) => {
    const turn = last.then(work)
    // Whoever handed the work over hears of its failure; the next one only waits for its end.
    last = turn.catch(() => undefined)
    return await turn
  }
}
