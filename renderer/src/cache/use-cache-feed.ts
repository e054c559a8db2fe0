import { useEffect } from 'react'
import { host } from '../host/terminal.ts'
import { useSession } from '../stores/session.ts'
import { useSettings } from '../stores/settings.ts'
import { cacheOf } from './cache-database.ts'
import { followFeed } from './follow-feed.ts'

/** While somebody is signed in: settings are read, and the cache follows the journal. */
export function useCacheFeed(): void {
  const environment = useSession((state) => state.hello?.environment)
  useEffect(() => {
    if (environment === undefined) return undefined
    const refreshSettings = (): void => void useSettings.getState().refresh()
    refreshSettings()
    return followFeed(host(), cacheOf(environment), {
      onSettings: () => {
        refreshSettings()
        void useSession.getState().refreshHello()
      },
      onStaff: () => void useSession.getState().refreshHello(),
    })
  }, [environment])
}
