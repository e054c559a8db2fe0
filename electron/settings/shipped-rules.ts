import type { ReleaseRule } from '../../shared/domain/policy/release-rule.ts'
import { defaultReleaseRules } from './chain-data.ts'
import type { SettingsStore } from './settings-store.ts'

/** The release rules that ship for the networks of a till. */
export function shippedRules(settings: Pick<SettingsStore, 'current'>): readonly ReleaseRule[] {
  return defaultReleaseRules(settings.current().chains.chains.map(({ key }) => key))
}
