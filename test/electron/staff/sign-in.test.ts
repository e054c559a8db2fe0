import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appendPin, saveStaff } from '../../../electron/staff/manage-staff.ts'
import { hashPin } from '../../../electron/staff/pin-hash.ts'
import { signIn } from '../../../electron/staff/sign-in.ts'
import { seedLedger } from '../../../electron/setup/seed-ledger.ts'
import { openTestTill, type TestTill } from '../../fixtures/test-till.ts'

let directory: string
let test: TestTill

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'stablepoint-staff-'))
  test = openTestTill(directory)
  await seedLedger(test.ledger, 'practice', [])
})
afterEach(() => {
  test.watchlist.stop()
  test.ledger.close()
  rmSync(directory, { recursive: true, force: true })
})

const ports = () => ({ ledger: test.ledger, clock: test.till.clock })
const wrong = () => signIn(ports(), 'cashier', '9999')

// Each look at a PIN costs scrypt's time on purpose, much of it on a busy machine.
describe('signIn', { timeout: 60_000 }, () => {
  it('counts two tries at once as two', async () => {
    await Promise.all([wrong(), wrong()])
    expect(await wrong()).toMatchObject({ code: 'session.wrongPin', details: { triesLeft: 2 } })
  })

  it('looks at no PIN, right or wrong, while the person is locked out, also after a restart', async () => {
    await Promise.all([wrong(), wrong(), wrong(), wrong(), wrong()])
    test.ledger.close()
    test = openTestTill(directory)
    expect(await signIn(ports(), 'cashier', '1111')).toMatchObject({
      code: 'session.lockedOut',
      details: { seconds: 30 },
    })
    test.clock.ms += 30_000
    expect(await signIn(ports(), 'cashier', '1111')).toMatchObject({ ok: true })
  })

  it('keeps nobody waiting longer than earned when the clock was set back', async () => {
    await Promise.all([wrong(), wrong(), wrong(), wrong(), wrong()])
    test.clock.ms -= 365 * 24 * 60 * 60_000
    expect(await signIn(ports(), 'cashier', '1111')).toMatchObject({
      code: 'session.lockedOut',
      details: { seconds: 30 },
    })
    test.clock.ms += 30_000
    expect(await signIn(ports(), 'cashier', '1111')).toMatchObject({ ok: true })
  })

  it('refuses a PIN that was replaced while it was looked at', async () => {
    const hash = await hashPin('4826')
    const trying = signIn(ports(), 'cashier', '1111')
    test.ledger.transact((transaction) => appendPin(transaction, 'cashier', hash, 'owner'))
    expect(await trying).toMatchObject({ code: 'session.wrongPin' })
    expect(await signIn(ports(), 'cashier', '4826')).toMatchObject({ ok: true })
  })

  it('refuses somebody who was taken off the list while the PIN was looked at', async () => {
    const trying = signIn(ports(), 'cashier', '1111')
    await saveStaff(
      test.ledger,
      { id: 'cashier', name: 'Cashier', role: 'cashier', active: false },
      'owner',
      true,
    )
    expect(await trying).toMatchObject({ ok: false })
  })
})

describe('saveStaff', { timeout: 60_000 }, () => {
  const owner = { id: 'owner', name: 'Owner', role: 'owner', active: true } as const
  const save = (change: object) => saveStaff(test.ledger, { ...owner, ...change }, 'owner', true)

  it.each([
    ['demoted', { role: 'manager' }],
    ['switched off', { active: false }],
  ] as const)('keeps the last owner from being %s', async (_how, change) => {
    expect(await save(change)).toMatchObject({ code: 'staff.lastOwner' })
  })

  it('counts no owner who has no PIN: the set-up would be open to everybody again', async () => {
    expect(await save({ id: 'heir', name: 'Heir' })).toEqual({ ok: true })
    expect(await save({ role: 'cashier' })).toMatchObject({ code: 'staff.lastOwner' })
    expect(await save({ id: 'heir', name: 'Heir', pin: '4826' })).toEqual({ ok: true })
    expect(await save({ role: 'cashier' })).toEqual({ ok: true })
  })
})
