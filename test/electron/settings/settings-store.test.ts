import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../electron/settings/defaults.ts'
import { openSettings } from '../../../electron/settings/settings-store.ts'
import { openTestLedger, unsynced } from '../ledger/support/test-ledger.ts'

const caps = [{ chain: 'base', maxMinor: 100_000n }]
const tolerances = { underMinor: 2n, overMinor: 3n }

function open() {
  const ledger = openTestLedger({}, unsynced)
  const settings = openSettings(ledger, {
    defaults: defaultSettings('practice'),
    ruled: {},
    fileSections: [],
  })
  const commits: (readonly string[])[] = []
  ledger.onCommitted((entries) =>
    commits.push(
      entries.map((entry) => (entry.type === 'settings.changed' ? entry.body.section : entry.type)),
    ),
  )
  return { ledger, settings, commits }
}

const paxos = {
  kind: 'paxos',
  host: 'practice',
  profileId: 'profile-1',
  convertToUsd: ['PYUSD'],
  signing: false,
} as const

describe('openSettings', () => {
  it('leaves a section empty that was emptied on purpose, also where there is a default', () => {
    const { ledger, settings } = open()
    settings.save('settlement', paxos, 'owner')
    expect(settings.current().settlement).toEqual(paxos)
    settings.save('settlement', undefined, 'owner')
    expect(settings.current().settlement).toBeUndefined()
    const defaults = { ...defaultSettings('practice'), settlement: paxos }
    const again = openSettings(ledger, { defaults, ruled: {}, fileSections: [] })
    expect(again.current().settlement).toBeUndefined()
    expect(ledger.verify()).toMatchObject({ ok: true })
  })

  it('records the default of a section that the ledger has never heard of', () => {
    const { ledger } = open()
    const defaults = { ...defaultSettings('practice'), settlement: paxos }
    openSettings(ledger, { defaults, ruled: {}, fileSections: [] })
    expect(ledger.settings().settlement).toEqual(paxos)
  })
})

describe('saveChanged', () => {
  it('writes caps and tolerances in one transaction, so that no power cut leaves one without the other', () => {
    const { settings, commits } = open()
    settings.saveChanged({ exposureCaps: caps, tolerances }, 'owner')
    expect(commits).toEqual([['exposureCaps', 'tolerances']])
    expect(settings.current()).toMatchObject({ exposureCaps: caps, tolerances })
  })

  it('writes nothing of a transaction that fails on its second section', () => {
    const { ledger, settings, commits } = open()
    const before = settings.current()
    const broken = { ...tolerances, underMinor: 1.5 as unknown as bigint }
    expect(() => settings.saveChanged({ exposureCaps: caps, tolerances: broken }, 'owner')).toThrow(
      /1\.5|underMinor|number/i,
    )
    expect(commits).toEqual([])
    expect(settings.current()).toEqual(before)
    expect(ledger.verify()).toMatchObject({ ok: true })
  })

  it('leaves what did not change without an entry', () => {
    const { ledger, settings, commits } = open()
    const first = settings.saveChanged({ exposureCaps: caps, tolerances }, 'owner')
    const second = settings.saveChanged(
      { exposureCaps: caps, tolerances: { ...tolerances, overMinor: 0n } },
      'owner',
    )
    expect(settings.saveChanged({ exposureCaps: caps }, 'owner')).toBe(second)
    expect(second).toBe(first + 1)
    expect(ledger.head().seq).toBe(second)
    expect(commits.slice(1).filter((sections) => sections.length > 0)).toEqual([['tolerances']])
  })
})
