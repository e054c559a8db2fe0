/** When recurring jobs are due. */
export type Schedule = Readonly<{
  /** True once for each interval; the first time after `firstMs`. */
  isDue: (job: string, intervalMs: number, firstMs?: number) => boolean
  /** Makes a job due with the next question. */
  hasten: (job: string) => void
}>

/**
 * A schedule that is asked, and runs nothing by itself.
 * @param ticks monotonic milliseconds
 */
export function createSchedule(ticks: () => number): Schedule {
  const dueAt = new Map<string, number>()
  return {
    isDue: (job, intervalMs, firstMs = intervalMs) => {
      const now = ticks()
      const due = dueAt.get(job) ?? now + firstMs
      const isNow = due <= now
      dueAt.set(job, isNow ? now + intervalMs : due)
      return isNow
    },
    hasten: (job) => {
      dueAt.set(job, 0)
    },
  }
}
