/** Counts the calls to one endpoint, in a minute of memory. */
export type CallMeter = Readonly<{
  note: (calls: number) => void
  /** Calls of the last second or two: the busier of the present second and the one before. */
  lastSecond: () => number
  lastMinute: () => number
}>

const secondsKept = 60

/**
 * A meter that has counted nothing.
 * @param ticks monotonic milliseconds
 */
export function createCallMeter(ticks: () => number): CallMeter {
  const counts = new Map<number, number>()
  const second = (): number => Math.floor(ticks() / 1000)
  const forget = (): void => {
    for (const at of counts.keys()) if (at <= second() - secondsKept) counts.delete(at)
  }
  return {
    note: (calls) => {
      forget()
      counts.set(second(), (counts.get(second()) ?? 0) + calls)
    },
    lastSecond: () => Math.max(counts.get(second()) ?? 0, counts.get(second() - 1) ?? 0),
    lastMinute: () => {
      forget()
      return [...counts.values()].reduce((sum, count) => sum + count, 0)
    },
  }
}
