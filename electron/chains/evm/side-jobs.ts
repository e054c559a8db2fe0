/** Tasks beside the loop: each name runs at most once at a time, so none can pile up. */
export type SideJobs = Readonly<{
  /** Starts a task unless one of that name is running. */
  start: (name: string, task: () => Promise<void>) => void
  /** Resolves when none is running. */
  settled: () => Promise<void>
}>

/** Side jobs whose failures are handed to `onFailure`. */
export function createSideJobs(onFailure: (name: string, error: unknown) => void): SideJobs {
  const running = new Map<string, Promise<void>>()
  const run = async (name: string, task: () => Promise<void>): Promise<void> => {
    try {
      await task()
    } catch (error) {
      onFailure(name, error)
    } finally {
      running.delete(name)
    }
  }
  return {
    start: (name, task) => {
      if (!running.has(name)) running.set(name, run(name, task))
    },
    settled: async () => {
      await Promise.all(running.values())
    },
  }
}
