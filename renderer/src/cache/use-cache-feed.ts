import { useEffect } from 'react'
import type { Environment } from '../../../shared/domain/settings/settings.ts'
import { host } from '../host/terminal.ts'
import { useCasesNews } from '../stores/cases-news.ts'
import { useSession } from '../stores/session.ts'
import { useSettings, type SettingsView } from '../stores/settings.ts'
import { cacheOf } from './cache-database.ts'
import { coalesce } from './coalesce.ts'
import { followFeed } from './follow-feed.ts'
import { keepSettings, recallSettings } from './settings-memory.ts'

/** A change of settings writes several entries; they are read once, after this pause in milliseconds. */
const settingsPauseMs = 100

/** Shows the settings of last time until the terminal answers, and keeps what it answers for next time. */
function rememberSettings(environment: Environment): () => void {
  const database = cacheOf(environment)
  // The cache is a convenience: without it the screens wait for the terminal.
  const ignore = (): void => undefined
  const { settings: shown } = useSettings.getState()
  if (shown !== undefined && shown.environment !== environment) useSettings.setState({ settings: undefined })
  const recalled = recallSettings(database)
  recalled.then((settings) => {
    if (settings && useSettings.getState().settings === undefined) useSettings.setState({ settings })
  }, ignore)
  return useSettings.subscribe(({ settings }: Readonly<{ settings: SettingsView | undefined }>) => {
    if (settings?.environment === environment) keepSettings(database, settings).catch(ignore)
  })
}

/** While somebody is signed in: settings are read, and the cache follows the journal. */
export function useCacheFeed(): void {
  const environment = useSession((state) => state.hello?.environment)
  useEffect(() => {
    if (environment === undefined) return undefined
    const forget = rememberSettings(environment)
    const refresh = coalesce(async () => {
      await useSettings.getState().refresh()
      await useSession.getState().refreshHello()
    }, settingsPauseMs)
    void useSettings.getState().refresh()
    // What an owner has not seen yet is part of the greeting, and somebody has just signed in.
    refresh.ask()
    // The feed tells changes only; a till that just started has open cases without one.
    const ignore = (): void => undefined
    useCasesNews.getState().refresh().catch(ignore)
    const letGo = followFeed(host(), cacheOf(environment), {
      onSettings: refresh.ask,
      onStaff: refresh.ask,
      onCase: useCasesNews.getState().note,
    })
    return () => {
      letGo()
      refresh.stop()
      forget()
    }
  }, [environment])
}
