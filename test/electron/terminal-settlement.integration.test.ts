import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { directClient } from '../../electron/api/serve.ts'
import { systemClock } from '../../electron/platform/clock.ts'
import { randomIds } from '../../electron/platform/ids.ts'
import { jsonLog } from '../../electron/platform/log.ts'
import { practiceCredential } from '../../electron/practice/standins/paxos/credentials.ts'
import { openTerminal } from '../../electron/terminal.ts'
import type { OpenTerminal } from '../../electron/terminal-options.ts'
import { failureOf } from '../contract/failure-of.ts'
import { newConnection } from '../contract/probe-api.ts'

const dataFolder = mkdtempSync(join(tmpdir(), 'stablepoint-settlement-'))
const lines: string[] = []
let terminal: OpenTerminal
beforeAll(async () => {
  terminal = await openTerminal({
    dataFolder,
    environment: 'practice',
    version: 'test',
    clock: systemClock,
    ids: randomIds,
    log: jsonLog((line) => void lines.push(line), systemClock.now),
  })
}, 60_000)
afterAll(async () => {
  await terminal.stop()
  rmSync(dataFolder, { recursive: true, force: true })
})

async function signIn(staffId: string, pin: string) {
  const client = directClient(terminal.api, newConnection('till'))
  await client.session.signIn({ staffId, pin })
  return client
}

describe('settlement in practice', () => {
  it('is connected to the play Paxos from the first minute, and every check works', async () => {
    const owner = await signIn('owner', '3333')
    expect(await owner.settlement.status()).toMatchObject({
      host: 'practice',
      account: { kind: 'paxos', host: 'practice' },
      hasSecret: true,
      fromFile: false,
    })
    const { checks, profiles } = await owner.settlement.test({})
    expect(checks.filter(({ state }) => state !== 'works')).toEqual([])
    expect(checks.length).toBe(9)
    expect(profiles).toHaveLength(1)
    const { lastTest, profileName } = await owner.settlement.status()
    expect(lastTest?.checks).toEqual(checks)
    expect(profileName).toBe(profiles[0]?.nickname)
  })

  it('takes no credentials, repeats none, and logs none', async () => {
    const owner = await signIn('owner', '3333')
    const credentials = { clientId: 'mine', clientSecret: 'a-secret-of-mine' }
    const refused = [
      await failureOf(owner.settlement.test({ credentials })),
      await failureOf(owner.settlement.connect({ credentials, profileId: 'p' })),
    ]
    expect(refused).toMatchObject([{ code: 'settlement.inPractice' }, { code: 'settlement.inPractice' }])
    const malformed = { clientId: 'mine', clientSecret: 'a secret with spaces' }
    const invalid = await failureOf(owner.settlement.test({ credentials: malformed }))
    expect(invalid).toMatchObject({ code: 'contract.invalidInput' })
    expect(JSON.stringify([refused, invalid])).not.toMatch(/a-secret-of-mine|a secret with/)
    expect(lines.join('')).not.toMatch(/a-secret-of-mine|a secret with/)
    expect(lines.join('')).not.toContain(practiceCredential.clientSecret)
  })

  it('tells a manager how it stands, and lets an owner choose what becomes of the tokens', async () => {
    const manager = await signIn('manager', '2222')
    const { symbols } = await manager.settlement.status()
    expect(symbols).toContain('PYUSD')
    expect(await failureOf(manager.settlement.chooseConversions({ convertToUsd: ['PYUSD'] }))).toMatchObject({
      code: 'session.forbidden',
    })
    const owner = await signIn('owner', '3333')
    await owner.settlement.chooseConversions({ convertToUsd: ['PYUSD'] })
    expect((await manager.settlement.status()).account?.convertToUsd).toEqual(['PYUSD'])
    expect((await owner.settings.listUnseenChanges()).map(({ what }) => what)).toContain(
      'settings.settlement',
    )
  })
})
