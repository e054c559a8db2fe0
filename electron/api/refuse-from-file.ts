import type { SettingsSection } from '../../shared/domain/settings/settings.ts'
import { reject } from '../../shared/errors/rejected.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import { refuseWith } from './failure.ts'

/** Refuses to edit what the configuration file rules. */
export function refuseFromFile(settings: SettingsStore, section: SettingsSection): void {
  if (!settings.fileSections.has(section)) return
  const problem = 'The configuration file rules this. Change it there and start the till again.'
  refuseWith(reject('contract.invalidInput', { field: section, problem }))
}
