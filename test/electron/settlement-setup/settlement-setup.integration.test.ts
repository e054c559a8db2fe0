import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { testPaxosConnection } from '../../../electron/backends/paxos/test-connection.ts'
import { openLedger } from '../../../electron/ledger/open-ledger.ts'
import { jsonLog } from '../../../electron/platform/log.ts'
import type { SecretSeal } from '../../../electron/platform/secret-seal.ts'
import { noSeal } from '../../../electron/platform/secret-seal.ts'
import { openSecretStore } from '../../../electron/platform/secret-store.ts'
import { practiceCredential } from '../../../electron/practice/standins/paxos/credentials.ts'
import { defaultSettings } from '../../../electron/settings/defaults.ts'
import { openSettings } from '../../../electron/settings/settings-store.ts'
import { listUnseenChanges } from '../../../electron/settings/unseen-changes.ts'
import { paxosSecretName, readPaxosSecret } from '../../../electron/settlement-setup/paxos-secret.ts'
import {
  openSettlementSetup,
  type SettlementSetupParts,
} from '../../../electron/settlement-setup/settlement-setup.ts'
import type { Environment, Settings } from '../../../shared/domain/settings/settings.ts'
import { openPaxosStage } from '../backends/paxos/paxos-stage.ts'
import { temporaryFolder, testOptions } from '../ledger/support/test-ledger.ts'

const { clientId, clientSecret } = practiceCredential
const secret = { clientId, clientSecret }

/** A seal that costs nothing, and of which no byte is the clear text. */
const cheapSeal: SecretSeal = {
  closedBecause: () => Promise.resolve(undefined),
  seal: (text) => Promise.resolve(Buffer.from(Buffer.from(text).map((byte) => byte ^ 0x5a))),
  unseal: (sealed) =>
    Promise.resolve({ secret: Buffer.from(sealed.map((byte) => byte ^ 0x5a)).toString(), reseal: false }),
}

type Changes = Readonly<{
  environment?: Environment
  seal?: SecretSeal
  fromFile?: Settings['settlement']
  play?: boolean
}>

/** A till on testnet whose "sandbox" is a stand-in of its own. */
async function open({ environment = 'testnet', seal = cheapSeal, fromFile, play = false }: Changes = {}) {
  const stage = await openPaxosStage()
  const folder = temporaryFolder()
  const ledger = openLedger({ ...testOptions(folder), environment })
  onTestFinished(() => ledger.close())
  const lines: string[] = []
  const clock = { now: () => Date.UTC(2026, 6, 1, 9, 30) }
  const log = jsonLog((line) => void lines.push(line), clock.now)
  const settings = openSettings(ledger, {
    defaults: defaultSettings(environment),
    ruled: fromFile ? { settlement: fromFile } : {},
    fileSections: fromFile ? ['settlement'] : [],
  })
  const secrets = openSecretStore(join(folder, 'secrets'), seal, log)
  const state = { isUnfinished: false, tests: 0 }
  const { apiUrl, tokenUrl } = stage.standin
  const parts: SettlementSetupParts = {
    environment,
    ledger,
    settings,
    secrets,
    clock,
    log,
    testConnection: ({ secret: tried, profileId }) => {
      state.tests += 1
      return testPaxosConnection({ apiUrl, tokenUrl, ...tried, profileId, clock, log })
    },
    playSecret: () => (play ? secret : undefined),
    hasUnfinished: () => state.isUnfinished,
  }
  const connect = (profileId = stage.profileId) =>
    openSettlementSetup(parts).connect({ secret, profileId, actor: 'owner' })
  return {
    ...stage,
    parts,
    setup: openSettlementSetup(parts),
    connect,
    state,
    folder,
    ledger,
    settings,
    secrets,
    lines,
  }
}

describe('connect', () => {
  it('keeps the credentials sealed and settles with the account, and tells the next owner', async () => {
    const till = await open()
    expect(await till.setup.status()).toEqual({ host: 'sandbox', hasSecret: false })
    expect(await till.connect()).toEqual({ ok: true })
    const account = { host: 'sandbox', profileId: till.profileId } as const
    expect(till.settings.current().settlement).toEqual({
      kind: 'paxos',
      ...account,
      convertToUsd: [],
      signing: false,
    })
    expect(await readPaxosSecret(till.secrets, account)).toEqual(secret)
    expect(await till.setup.status()).toMatchObject({
      hasSecret: true,
      profileName: 'Default',
      connectedAt: Date.UTC(2026, 6, 1, 9, 30),
    })
    expect(listUnseenChanges(till.ledger)).toMatchObject([{ actor: 'owner', what: 'settings.settlement' }])
  })

  it('stores nothing where the account cannot settle sales', async () => {
    const till = await open()
    const wrong = { clientId, clientSecret: 'mistyped' }
    const answer = await till.setup.connect({ secret: wrong, profileId: till.profileId, actor: 'owner' })
    expect(answer).toMatchObject({ ok: false, code: 'settlement.testFailed', details: { check: 'token' } })
    expect(await till.connect('no-such-profile')).toMatchObject({ details: { check: 'profile' } })
    expect(await till.secrets.list()).toEqual([])
    expect(till.settings.current().settlement).toBeUndefined()
  })

  it('leaves the account in force as it was where the till dies between secret and setting', async () => {
    const till = await open()
    await till.connect()
    const before = till.settings.current().settlement
    // Another account's credentials were kept, and then the power went.
    await till.secrets.write(paxosSecretName({ host: 'sandbox', profileId: 'other' }), JSON.stringify(secret))
    expect(till.settings.current().settlement).toEqual(before)
    expect(await till.setup.test({})).toMatchObject({ checks: expect.any(Array) })
    await openSettlementSetup(till.parts).forgetUnused()
    expect(await till.secrets.list()).toEqual([
      paxosSecretName({ host: 'sandbox', profileId: till.profileId }),
    ])
  })

  it('takes new credentials of the same account, also while refunds wait, and tells the next owner', async () => {
    const till = await open()
    await till.connect()
    till.state.isUnfinished = true
    expect(await till.connect()).toEqual({ ok: true })
    expect(listUnseenChanges(till.ledger)).toHaveLength(2)
    expect(await till.connect('of-another-account')).toMatchObject({ code: 'settlement.unfinished' })
  })

  it('keeps what was chosen for the tokens when credentials change', async () => {
    const till = await open()
    await till.connect()
    const { settlement } = till.settings.current()
    if (settlement) till.settings.save('settlement', { ...settlement, convertToUsd: ['PYUSD'] }, 'owner')
    await till.connect()
    expect(till.settings.current().settlement?.convertToUsd).toEqual(['PYUSD'])
  })

  it('asks nobody where nothing could be kept', async () => {
    const till = await open({ seal: noSeal })
    expect(await till.setup.status()).toMatchObject({ secretsClosed: 'secrets.sealed' })
    expect(await till.connect()).toMatchObject({ ok: false, code: 'secrets.sealed' })
    expect(till.state.tests).toBe(0)
  })

  it('takes credentials for the account that the configuration file names, and for no other', async () => {
    const fromFile = {
      kind: 'paxos',
      host: 'sandbox',
      profileId: 'named-in-the-file',
      convertToUsd: [],
      signing: false,
    } as const
    const till = await open({ fromFile })
    expect(await till.connect()).toMatchObject({
      code: 'contract.invalidInput',
      details: { field: 'profileId' },
    })
    expect(await till.setup.disconnect({ reason: 'no', actor: 'owner' })).toMatchObject({
      code: 'contract.invalidInput',
    })
    expect(await till.setup.test({})).toMatchObject({ code: 'settlement.noCredentials' })
  })

  it('connects nothing real in practice, and tries the play account with its public credentials', async () => {
    const till = await open({ environment: 'practice', play: true })
    expect(await till.connect()).toMatchObject({ code: 'settlement.inPractice' })
    expect(await till.setup.test({ secret })).toMatchObject({ code: 'settlement.inPractice' })
    const { profileId } = till
    const play = { kind: 'paxos', host: 'practice', profileId, convertToUsd: [], signing: false } as const
    till.settings.save('settlement', play, 'setup')
    const found = await till.setup.test({})
    expect(found).toMatchObject({ bankAccounts: [], profiles: [{ id: profileId }] })
    expect('checks' in found && found.checks.every(({ state }) => state === 'works')).toBe(true)
    expect(await till.setup.status()).toMatchObject({
      host: 'practice',
      hasSecret: true,
      profileName: 'Default',
    })
    expect(await till.setup.disconnect({ reason: 'no', actor: 'owner' })).toMatchObject({
      code: 'settlement.inPractice',
    })
  })
})

describe('test', () => {
  it('stores nothing of credentials that are only tried', async () => {
    const till = await open()
    const { seq } = till.ledger.head()
    expect(await till.setup.test({ secret })).toMatchObject({ profiles: [{ nickname: 'Default' }] })
    expect(till.ledger.head().seq).toBe(seq)
    expect(await till.secrets.list()).toEqual([])
    expect(await till.setup.status()).not.toHaveProperty('lastTest')
  })

  it('remembers what was found with those that are kept', async () => {
    const till = await open()
    expect(await till.setup.test({})).toMatchObject({ code: 'settlement.notConnected' })
    await till.connect()
    till.standin.faults.revokeTokens()
    till.standin.faults.breakRequests({
      path: '/oauth2/token',
      kind: 'errorBeforeCommit',
      status: 503,
      times: 9,
    })
    await till.setup.test({})
    const { lastTest } = await till.setup.status()
    expect(lastTest?.checks).toMatchObject([
      { id: 'token', state: 'unreachable', problem: 'backend.unavailable' },
    ])
  })
})

describe('disconnect', () => {
  it('forgets the credentials, says why in the journal, and stays so over a restart', async () => {
    const till = await open()
    expect(await till.setup.disconnect({ reason: 'x', actor: 'owner' })).toMatchObject({
      code: 'settlement.notConnected',
    })
    await till.connect()
    expect(await till.setup.disconnect({ reason: 'We change the bank', actor: 'owner' })).toEqual({
      ok: true,
    })
    expect(till.settings.current().settlement).toBeUndefined()
    expect(await till.secrets.list()).toEqual([])
    expect(till.ledger.newestOf('settings', 'settlement', 'settings.changed')?.body).toEqual({
      section: 'settlement',
      reason: 'We change the bank',
    })
    expect(await till.setup.status()).toEqual({ host: 'sandbox', hasSecret: false })
    expect(till.ledger.verify()).toMatchObject({ ok: true })
  })

  it('waits for refunds and payouts', async () => {
    const till = await open()
    await till.connect()
    till.state.isUnfinished = true
    expect(await till.setup.disconnect({ reason: 'x', actor: 'owner' })).toMatchObject({
      code: 'settlement.unfinished',
    })
    expect(await till.secrets.list()).toHaveLength(1)
  })

  it('works without the passphrase: who lost it can begin anew', async () => {
    const till = await open()
    await till.connect()
    const secrets = openSecretStore(join(till.folder, 'secrets'), noSeal, till.parts.log)
    const sealed = openSettlementSetup({ ...till.parts, secrets })
    await expect(sealed.test({})).rejects.toMatchObject({ code: 'secrets.sealed' })
    expect(await sealed.disconnect({ reason: 'Lost', actor: 'owner' })).toEqual({ ok: true })
    expect(await till.secrets.list()).toEqual([])
  })
})

describe('chooseConversions', () => {
  it('takes tokens that the till takes, each once, and writes nothing where nothing changes', async () => {
    const till = await open()
    const choose = (...symbols: readonly string[]) =>
      till.setup.chooseConversions({ symbols, actor: 'owner' })
    expect(choose()).toMatchObject({ code: 'settlement.notConnected' })
    await till.connect()
    expect(choose('DOGE')).toMatchObject({ code: 'contract.invalidInput' })
    const { seq } = till.ledger.head()
    expect(choose()).toEqual({ ok: true })
    expect(till.ledger.head().seq).toBe(seq)
  })
})

describe('the secret', () => {
  it('is in no file, no log line and no answer', async () => {
    const till = await open()
    await till.connect()
    await till.setup.test({})
    const answers = JSON.stringify([
      await till.setup.status(),
      till.settings.current().settlement,
      await till.setup.test({}),
    ])
    till.ledger.close()
    const files = readdirSync(till.folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    )
    expect(files.length).toBeGreaterThan(1)
    for (const file of files) {
      const bytes = readFileSync(join(file.parentPath, file.name))
      for (const text of [clientSecret, Buffer.from(clientSecret).toString('base64'), clientId])
        expect([file.name, bytes.includes(text)]).toEqual([file.name, false])
    }
    expect(answers).not.toContain(clientSecret)
    expect(answers).not.toContain(clientId)
    expect(till.lines.join('')).not.toContain(clientSecret)
    expect(JSON.stringify(till.said)).not.toContain(clientSecret)
  })
})
