import Database from 'better-sqlite3'

/**
 * Takes the lock of a folder of chains, for the life of this process at most: the system gives it back however the
 * process ends, so it needs no process id that somebody else may have by now.
 * @returns what gives it back, or nothing while another process holds it. Whoever drops this function without calling it
 * gives the lock back too, at the whim of the garbage collector: keep it.
 */
export function tryLock(path: string): (() => void) | undefined {
  const database = new Database(path, { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
    return () => database.close()
  } catch (error) {
    database.close()
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY') return undefined
    throw error
  }
}
