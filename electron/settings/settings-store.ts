import { assertInvariant } from '../../shared/errors/assert.ts'
import type { NewEntry } from '../../shared/domain/ledger/journal-entry.ts'
import type { Settings, SettingsSection } from '../../shared/domain/settings/settings.ts'
import type { Ledger, LedgerTransaction } from '../ledger/port.ts'

/** The settings in force, read from the journal; every change is an entry of its own. */
export type SettingsStore = Readonly<{
  current: () => Settings
  /** Sections that a configuration file rules; they are shown and not edited. */
  fileSections: ReadonlySet<SettingsSection>
  save: <S extends SettingsSection>(section: S, value: Settings[S], actor: string) => number
  /** Saves several sections in one transaction of the caller. */
  append: <S extends SettingsSection>(transaction: LedgerTransaction, section: S, value: Settings[S], actor: string) => number
  stop: () => void
}>

const sections = ['shop', 'tax', 'checkout', 'backend', 'chains', 'releaseRules', 'rates'] as const satisfies readonly SettingsSection[]

function entryFor<S extends SettingsSection>(section: S, value: Settings[S], actor: string): NewEntry {
  // The pair is checked by the signature; a mapped union of seven shapes cannot be narrowed by a type parameter.
  const body = { section, value } as Extract<NewEntry, { type: 'settings.changed' }>['body']
  return { type: 'settings.changed', subject: { kind: 'settings', id: section }, body, actor }
}

function isSame(left: unknown, right: unknown): boolean {
  return fingerprint(left) === fingerprint(right)
}

/** Text that is equal for equal values, whatever the order of their keys. */
function fingerprint(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return `${part}n`
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  }) ?? 'undefined'
}

/**
 * Opens the settings: the defaults are recorded at the very first start, and a section of the configuration file is
 * recorded whenever it differs from what is in force, so that the journal alone says what ruled when.
 */
export function openSettings(ledger: Ledger, defaults: Settings, fromFile: Partial<Settings>): SettingsStore {
  const append: SettingsStore['append'] = (transaction, section, value, actor) => transaction.append(entryFor(section, value, actor)).entry.seq
  const recorded = ledger.settings()
  ledger.transact((transaction) => {
    for (const section of sections) {
      const value = fromFile[section]
      if (value !== undefined) {
        if (!isSame(value, recorded[section])) append(transaction, section, value, 'config')
      } else if (recorded[section] === undefined && defaults[section] !== undefined) {
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
    fileSections: new Set(sections.filter((section) => fromFile[section] !== undefined)),
    save: (section, value, actor) => ledger.transact((transaction) => append(transaction, section, value, actor)),
    append,
    stop,
  }
}
