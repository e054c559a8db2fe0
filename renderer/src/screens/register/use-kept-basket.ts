import { useEffect } from 'react'
import { keepBasket, recallBasket } from '../../cache/basket-memory.ts'
import { cacheOf } from '../../cache/cache-database.ts'
import { useBasket } from '../../stores/basket.ts'
import { useSession } from '../../stores/session.ts'

/** Brings back the basket that was on the screen before a reload, and keeps it as it changes. */
export function useKeptBasket(): void {
  const environment = useSession((state) => state.hello?.environment)
  useEffect(() => {
    if (environment === undefined) return undefined
    const database = cacheOf(environment)
    let isOver = false
    // The cache may be gone or blocked; the basket on the screen does not depend on it.
    const ignore = (): void => undefined
    const start = async (): Promise<() => void> => {
      const kept = await recallBasket(database)
      if (isOver) return ignore
      if (kept && useBasket.getState().content.lines.length === 0) useBasket.getState().replace(kept)
      return useBasket.subscribe((state, before) => {
        if (state.content !== before.content) void keepBasket(database, state.content).catch(ignore)
      })
    }
    const started = start().catch(() => ignore)
    return () => {
      isOver = true
      void started.then((stop) => stop())
    }
  }, [environment])
}
