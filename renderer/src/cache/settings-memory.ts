import type { SettingsView } from '../stores/settings.ts'
import type { CacheDatabase } from './cache-database.ts'

/** Keeps the settings for the first paint of the next start. */
export async function keepSettings(database: CacheDatabase, settings: SettingsView): Promise<void> {
  await database.facts.put({ key: 'settings', value: settings })
}

/** The settings of last time; undefined before the first. */
export async function recallSettings(database: CacheDatabase): Promise<SettingsView | undefined> {
  const fact = await database.facts.get('settings')
  return fact?.key === 'settings' ? fact.value : undefined
}
