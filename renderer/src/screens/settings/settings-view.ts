import type { z } from 'zod'
import type { settingsView } from '../../../../shared/contract/settings.ts'

/** All settings as the terminal hands them to a screen. */
export type SettingsView = z.infer<typeof settingsView>
