import { describe, expect, it } from 'vitest'
import type { SettlementBackend } from '../../../electron/backends/settlement-port.ts'
import { createBackendReader } from '../../../electron/credits/poll-backend.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import type { Movement } from '../../../shared/domain/settlement/movement.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import { stageFolder } from '../../fixtures/settlement/settlement-stage.ts'
import { openTestTill } from '../../fixtures/test-till.ts'

const row = (id: string, updatedAt: string): Movement => ({
  backend: 'paxos',
  id,
  kind: 'other',
  kindText: 'INTERNAL_TRANSFER_CREDIT',
  direction: 'in',
  status: 'completed',
  statusText: 'COMPLETED',
  asset: 'USDC',
  balanceAsset: 'USDC',
  amountMinor: 1n,
  feeMinor: 0n,
  totalMinor: 1n,
  createdAt: 1_700_000_000_000,
  updatedAt,
})

/** A reader of a list that the test writes, and of notices. */
function openReader(rows: () => readonly Movement[], noticed: readonly string[] = []) {
  const { ledger, till } = openTestTill(stageFolder())
  const asked: string[] = []
  const notices = noticed.map((id) => ({
    id: `notice-${id}`,
    at: '2023-11-14T22:14:00Z',
    about: { kind: 'movement' as const, id, status: 'COMPLETED' },
  }))
  // Only what reading calls is there.
  const backend = {
    key: 'paxos',
    account: 'p1',
    movementsFrom: (from: string) => {
      asked.push(from)
      return Promise.resolve({ movements: rows(), isReadable: true })
    },
    noticesFrom: () => Promise.resolve({ notices, isReadable: true }),
    getMovement: (id: string) =>
      id === 'gone'
        ? Promise.reject(new PosError('backend.notFound', 'No such transfer'))
        : Promise.resolve(row(id, '2023-11-14T22:14:00Z')),
  } as unknown as SettlementBackend
  const record = { ids: till.ids, settings: till.settings, networks: [], claims: [] }
  const parts = { backend, ledger, clock: till.clock, log: silentLog, record, changed: () => undefined }
  return { reader: createBackendReader(parts), ledger, asked, now: till.clock.now }
}

describe('the place in a list', () => {
  it('is not carried past rows to come by a row of a time that has not come', async () => {
    const { reader, asked, now } = openReader(() => [row('a', '2999-01-01T00:00:00Z')])
    await reader.readMovements()
    await reader.readMovements()
    expect(Date.parse(asked[1] ?? '')).toBe(now() - 60_000)
  })

  it('stays a minute behind the newest row', async () => {
    const { reader, asked } = openReader(() => [row('a', '2023-11-14T22:00:00Z')])
    await reader.readMovements()
    await reader.readMovements()
    expect(asked).toEqual(['1970-01-01T00:00:00.000Z', '2023-11-14T21:59:00.000Z'])
  })
})

describe('a notice', () => {
  it('about a movement that is not there holds up no other', async () => {
    const { reader, ledger } = openReader(() => [], ['gone', 'there'])
    await reader.readNotices()
    expect(ledger.findMovement('paxos', 'there')).toBeDefined()
    expect(ledger.findMovement('paxos', 'gone')).toBeUndefined()
  })
})
