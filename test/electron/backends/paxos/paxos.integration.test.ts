import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { requireScopes } from '../../../../electron/backends/paxos/access-token.ts'
import { makeDepositAddress } from '../../../../electron/backends/paxos/deposit-addresses.ts'
import { openPaxos, type Paxos } from '../../../../electron/backends/paxos/open-paxos.ts'
import { readBalances, readProfile } from '../../../../electron/backends/paxos/profiles.ts'
import { listTransfers } from '../../../../electron/backends/paxos/transfers.ts'
import type { Log } from '../../../../electron/platform/log.ts'
import {
  startPaxosStandin,
  type PaxosStandin,
} from '../../../../electron/practice/standins/paxos/start-paxos-standin.ts'

const scopes = [
  'funding:read_profile',
  'transfer:read_transfer',
  'transfer:write_deposit_address',
  'transfer:read_deposit_address',
]
const minute = 60_000

describe('a client of Paxos', () => {
  let folder: string
  let standin: PaxosStandin
  let paxos: Paxos
  let at: number
  let said: string[]
  const clock = { now: () => at }
  const note = (message: string): void => void said.push(message)
  const log: Log = { info: note, warn: note, error: note }

  const open = (changes: Partial<Parameters<typeof openPaxos>[0]> = {}): Paxos => {
    const [credential] = standin.credentials
    if (!credential) throw new Error('A stand-in has credentials')
    const { apiUrl, tokenUrl } = standin
    const { clientId, clientSecret } = credential
    return openPaxos({
      apiUrl,
      tokenUrl,
      credentials: { clientId, clientSecret, scopes },
      clock,
      timeoutMs: 2_000,
      ...changes,
    })
  }
  const tokensAsked = (): number => standin.faults.calls()['POST /oauth2/token'] ?? 0
  const deposit = async (profileId: string, amount: string): Promise<void> => {
    const made = await makeDepositAddress(paxos.call, wish(profileId, `da_${amount}`))
    await fetch(`${standin.apiUrl}/sandbox/profiles/${profileId}/deposit`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${(await paxos.tokens.current()).text}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        asset: 'PYUSD',
        amount,
        crypto_network: 'ETHEREUM',
        crypto_address: made.address,
      }),
    })
  }
  const wish = (profileId: string, refId: string) => ({
    profileId,
    network: 'ETHEREUM',
    refId,
    convertToUsd: false,
  })

  beforeEach(async () => {
    at = Date.parse('2026-07-01T09:30:00Z')
    said = []
    folder = mkdtempSync(join(tmpdir(), 'stablepoint-paxos-'))
    standin = await startPaxosStandin({
      directory: folder,
      clock,
      log,
      pollMs: 0,
      openingBalances: { USD: '100' },
    })
    paxos = open()
  })
  afterEach(async () => {
    await standin.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('asks for one token however many calls wait for it, and for the next a minute before it ends', async () => {
    await Promise.all(Array.from({ length: 20 }, () => readProfile(paxos.call)))
    expect(tokensAsked()).toBe(1)
    at += 58 * minute
    await readProfile(paxos.call)
    expect(tokensAsked()).toBe(1)
    at += minute
    await readProfile(paxos.call)
    expect(tokensAsked()).toBe(2)
  })

  it('drops a token that is refused and asks once more', async () => {
    await readProfile(paxos.call)
    standin.faults.revokeTokens()
    at += 2_000
    await expect(readProfile(paxos.call)).resolves.toMatchObject({ nickname: 'Default' })
    expect(tokensAsked()).toBe(2)
  })

  it('names the scopes that the credentials lack', async () => {
    const token = await paxos.tokens.current()
    expect(() => requireScopes(token, ['transfer:read_transfer', 'transfer:write_fiat_withdrawal'])).toThrow(
      /lack transfer:write_fiat_withdrawal/,
    )
    const greedy = open({ credentials: { clientId: 'nobody', clientSecret: 'x', scopes } })
    await expect(readProfile(greedy.call)).rejects.toMatchObject({ code: 'backend.unauthorized' })
  })

  it('asks nothing for five minutes once Paxos throttles the address', async () => {
    const { id } = await readProfile(paxos.call)
    standin.faults.throttle()
    await expect(readBalances(paxos.call, id)).rejects.toMatchObject({ code: 'backend.rateLimited' })
    const before = JSON.stringify(standin.faults.calls())
    at += 4 * minute
    await expect(readBalances(paxos.call, id)).rejects.toMatchObject({ code: 'backend.rateLimited' })
    expect(JSON.stringify(standin.faults.calls())).toBe(before)
    at += minute + 1_000
    await expect(readBalances(paxos.call, id)).resolves.toContainEqual({
      asset: 'USD',
      available: '100',
      trading: '0',
    })
  })

  it.each(['noAnswerAfterCommit', 'lostAnswerAfterCommit', 'garbledAnswerAfterCommit'] as const)(
    'makes one address though the answer is lost (%s)',
    async (kind) => {
      const { id } = await readProfile(paxos.call)
      standin.faults.breakRequests({ kind, method: 'POST', path: '/v2/transfer/deposit-addresses' })
      const made = await makeDepositAddress(paxos.call, wish(id, 'da_1'))
      expect(made).toMatchObject({ ref_id: 'da_1', crypto_network: 'ETHEREUM', profile_id: id })
      await expect(makeDepositAddress(paxos.call, wish(id, 'da_1'))).resolves.toEqual(made)
      await expect(makeDepositAddress(paxos.call, wish(id, 'da_2'))).resolves.not.toMatchObject({
        address: made.address,
      })
    },
  )

  it('says that it does not know where a request may have been taken and nothing is found', async () => {
    const { id } = await readProfile(paxos.call)
    standin.faults.breakRequests({ kind: 'errorBeforeCommit', status: 502, method: 'POST' })
    await expect(makeDepositAddress(paxos.call, wish(id, 'da_1'))).rejects.toMatchObject({
      code: 'backend.outcomeUnknown',
    })
    await expect(makeDepositAddress(paxos.call, wish(id, 'da_1'))).resolves.toMatchObject({ ref_id: 'da_1' })
  })

  it('refuses a record of the same name that is another', async () => {
    const { id } = await readProfile(paxos.call)
    await makeDepositAddress(paxos.call, wish(id, 'da_1'))
    const other = { ...wish(id, 'da_1'), network: 'SOLANA' }
    await expect(makeDepositAddress(paxos.call, other)).rejects.toMatchObject({
      code: 'paxos.refIdConflict',
    })
  })

  it('reads every page once, keeps to its profile, and shows a status it has never heard of', async () => {
    const { id } = await readProfile(paxos.call)
    for (let number = 1; number <= 3; number += 1) await deposit(id, `${number}.5`)
    await standin.step()
    const query = { profileId: id, updatedFrom: '2026-07-01T00:00:00Z' }
    const plain = await listTransfers(paxos.call, query, log)
    expect(plain.map(({ amount }) => amount)).toEqual(['1.5', '2.5', '3.5'])
    standin.faults.distortLists({ foreignRow: true, unknownEnums: true })
    const distorted = await listTransfers(paxos.call, query, log)
    expect(distorted.map((transfer) => transfer.id)).toEqual(plain.map((transfer) => transfer.id))
    expect(distorted[0]?.status).toEqual({ unknown: 'NEW_STATUS' })
    expect(said).toContain('Paxos listed what was not asked for')
  })

  it('never says a secret or a token', async () => {
    const token = await paxos.tokens.current()
    standin.faults.breakRequests({ kind: 'errorBeforeCommit', status: 500, times: 5 })
    const failure = await readProfile(paxos.call).catch((error: unknown) => error)
    const [credential] = standin.credentials
    const text = `${JSON.stringify(failure)} ${String(failure)} ${said.join(' ')}`
    expect(text).not.toContain(token.text)
    expect(text).not.toContain(credential?.clientSecret)
  })
})
