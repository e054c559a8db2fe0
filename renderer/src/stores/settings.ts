import { create } from 'zustand'
import type { TerminalClient } from '../../../shared/contract/contract.ts'
import type { Failure } from '../../../shared/contract/procedure.ts'
import { failureOf } from '../host/failure-of.ts'
import { terminal } from '../host/terminal.ts'

/** All settings as screens read them. */
export type SettingsView = Awaited<ReturnType<TerminalClient['settings']['get']>>

type SettingsState = Readonly<{
  settings: SettingsView | undefined
  failure: Failure | undefined
  /** Reads the settings again; called after sign-in, when the feed reports a change, and after saving. */
  refresh: () => Promise<void>
}>

/** The shop's settings, as every signed-in screen needs them: tax, tips, chains, sound. */
export const useSettings = create<SettingsState>((set) => ({
  settings: undefined,
  failure: undefined,
  async refresh() {
    try {
      set({ settings: await terminal().settings.get(), failure: undefined })
    } catch (error) {
      set({ failure: failureOf(error) })
    }
  },
}))
