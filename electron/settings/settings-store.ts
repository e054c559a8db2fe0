import { assertInvariant } from '../../shared/errors/assert.ts'
import type { NewEntry } from '../../shared/domain/ledger/journal-entry.ts'
import type { Settings, SettingsSection } from '../../shared/domain/settings/settings.ts'
import { encodeBody } from '../ledger/entry-codec.ts'
import type { Ledger, LedgerTransaction } from '../ledger/port.ts'

/**
 * What settings start from: `defaults` hold until somebody changes them, `ruled` hold whatever the journal says, and of those
 * `fileSections` come from a configuration file and are not edited.
 */
export type StartingSettings = Readonly<{
  defaults: Settings
  ruled: Partial<Settings>
  fileSections: readonly SettingsSection[]
}>

/** The settings in force, read from the journal; every change is an entry of its own. */
export type SettingsStore = Readonly<{
  current: () => Settings
  /** Sections that a configuration file rules; they are shown and not edited. */
  fileSections: ReadonlySet<SettingsSection>
  save: <S extends SettingsSection>(section: S, value: Settings[S], actor: string) => number
  /**
   * Saves the sections that differ from what is in force, all in one transaction.
   * @returns the number of the newest entry, also where nothing differed
   */
  saveChanged: (sections: Partial<Settings>, actor: string) => number
  /** Saves several sections in one transaction of the caller. */
  append: <S extends SettingsSection>(
    transaction: LedgerTransaction,
    section: S,
    value: Settings[S],
    actor: string,
  ) => number
  stop: () => void
}>

/** Every section, in the order in which they are recorded at the first start. */
export const settingsSections = [
  'shop',
  'tax',
  'checkout',
  'backend',
  'settlement',
  'chains',
  'releaseRules',
  'exposureCaps',
  'tolerances',
  'rates',
  'refunds',
  'payouts',
] as const satisfies readonly SettingsSection[]

function entryFor<S extends SettingsSection>(section: S, value: Settings[S], actor: string): NewEntry {
  // The pair is checked by the signature; a mapped union of seven shapes cannot be narrowed by a type parameter.
  const body = { section, value } as Extract<NewEntry, { type: 'settings.changed' }>['body']
  return { type: 'settings.changed', subject: { kind: 'settings', id: section }, body, actor }
}

/** Compares as the journal writes it: neither the order of keys nor a restart makes a difference. */
function isSame(left: unknown, right: unknown): boolean {
  return right !== undefined && encodeBody({ value: left }) === encodeBody({ value: right })
}

/**
 * Opens the settings: the defaults are recorded at the very first start, and a section of the configuration file is
 * recorded whenever it differs from what is in force, so that the journal alone says what ruled when.
 */
export function openSettings(ledger: Ledger, start: StartingSettings): SettingsStore {
  const { defaults, ruled, fileSections } = start
  const append: SettingsStore['append'] = (transaction, section, value, actor) =>
    transaction.append(entryFor(section, value, actor)).entry.seq
  const recorded = ledger.settings()
  ledger.transact((transaction) => {
    for (const section of settingsSections) {
      const value = ruled[section]
      if (value !== undefined) {
        if (!isSame(value, recorded[section]))
          append(transaction, section, value, fileSections.includes(section) ? 'config' : 'setup')
      } else if (!(section in recorded) && defaults[section] !== undefined) {
        // A section that was emptied on purpose is recorded too, and stays empty.
        append(transaction, section, defaults[section], 'setup')
      }
    }
  })
  let cached: Settings | undefined
  const stop = ledger.onCommitted((entries) => {
    if (entries.some((entry) => entry.type === 'settings.changed')) cached = undefined
  })
  return {
    current: () => {
      cached ??= { ...defaults, ...ledger.settings() }
      assertInvariant(cached.shop !== undefined, 'Settings are complete once the ledger is open')
      return cached
    },
    fileSections: new Set(fileSections),
    save: (section, value, actor) =>
      ledger.transact((transaction) => append(transaction, section, value, actor)),
    saveChanged: (sections, actor) =>
      ledger.transact((transaction) => {
        const before = ledger.settings()
        for (const section of settingsSections) {
          const value = sections[section]
          if (value !== undefined && !isSame(value, before[section]))
            append(transaction, section, value, actor)
        }
        return transaction.head().seq
      }),
    append,
    stop,
  }
}
