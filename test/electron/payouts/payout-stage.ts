import { onTestFinished } from 'vitest'
import { paxosBackend } from '../../../electron/backends/paxos/paxos-backend.ts'
import type { SettlementBackend } from '../../../electron/backends/settlement-port.ts'
import type { Ledger } from '../../../electron/ledger/port.ts'
import type { Outbox } from '../../../electron/outbox/open-outbox.ts'
import { approveBank, adoptBank } from '../../../electron/payouts/decide-bank.ts'
import { approvePayout, requestPayout } from '../../../electron/payouts/decide-payout.ts'
import type { Payouts } from '../../../electron/payouts/payouts.ts'
import { randomIds } from '../../../electron/platform/ids.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import type { PaxosStandinOptions } from '../../../electron/practice/standins/paxos/start-paxos-standin.ts'
import { hashPin } from '../../../electron/staff/pin-hash.ts'
import { isBalanced } from '../../../shared/domain/ledger/posting.ts'
import type { Payout } from '../../../shared/domain/payout/payout.ts'
import type { Role } from '../../../shared/domain/staff/role.ts'
import type { Settings } from '../../../shared/domain/settings/settings.ts'
import { openPaxosStage, type PaxosStage } from '../backends/paxos/paxos-stage.ts'
import { temporaryFolder } from '../ledger/support/test-ledger.ts'
import { openPayoutTill, payoutSettings } from './payout-till.ts'

/** People of the shop; the PIN of each is its own. */
export const staff = {
  mara: { id: 'mara', name: 'Mara', role: 'manager', pin: '4821' },
  max: { id: 'max', name: 'Max', role: 'manager', pin: '7315' },
  olga: { id: 'olga', name: 'Olga', role: 'owner', pin: '9264' },
  carl: { id: 'carl', name: 'Carl', role: 'cashier', pin: '3581' },
} as const satisfies Record<string, Readonly<{ id: string; name: string; role: Role; pin: string }>>

const hashes = new Map<string, Promise<string>>()

/** A till that pays out, beside a Paxos of its own; time passes when the test says so. */
export type PayoutStage = Readonly<{
  paxos: PaxosStage
  ledger: () => Ledger
  payouts: () => Payouts
  outbox: () => Outbox
  backend: SettlementBackend
  /** Sends what is due, lets time pass at both sides, and reads what became of it. */
  pass: (seconds: number) => Promise<void>
  poll: () => Promise<void>
  /** The till dies and comes up again from its file, after what happens meanwhile. */
  restart: (meanwhile?: () => Promise<void>) => Promise<void>
  now: () => number
  /** Where the file of the ledger lies. */
  folder: string
  /** Names of what is sealed. */
  secrets: () => readonly string[]
}>

/** Writes the people of the shop down. */
export async function hireStaff(ledger: Ledger): Promise<void> {
  for (const { id, name, role, pin } of Object.values(staff)) {
    const made = hashes.get(id) ?? hashPin(pin)
    hashes.set(id, made)
    const hash = await made
    ledger.transact((transaction) => {
      const body = { id, name, role, active: true }
      transaction.append({ type: 'staff.added', subject: { kind: 'staff', id }, body, actor: 'setup' })
      transaction.savePinHash(id, hash)
    })
  }
}

type StageOptions = Readonly<{
  standin?: Partial<PaxosStandinOptions>
  wrap?: (ledger: Ledger) => Ledger
  /** No call is tried a second time but by the till. */
  isImpatient?: boolean
}>

/** No second try of a call. */
const oneTry = { attemptsMax: 1, firstMs: 0, longestMs: 0, random: () => 0, wait: () => Promise.resolve() }

/** Opens one. */
export async function openPayoutStage(
  changes: Partial<Settings> = {},
  { standin = {}, wrap, isImpatient = false }: StageOptions = {},
): Promise<PayoutStage> {
  const paxos = await openPaxosStage({
    terms: { rateLimits: 'off' },
    openingBalances: {},
    openingDeposits: { USD: '10000', PYUSD: '5000', USDC: '5000' },
    ...standin,
  })
  const clock = { now: () => paxos.now() }
  const directory = temporaryFolder()
  const sealed = new Map<string, string>()
  const secrets = {
    read: (name: string) => Promise.resolve(sealed.get(name)),
    write: (name: string, value: string) => Promise.resolve(void sealed.set(name, value)),
    remove: (name: string) => Promise.resolve(void sealed.delete(name)),
  }
  const settings: Settings = { ...payoutSettings, ...changes }
  const backend = paxosBackend({
    paxos: isImpatient ? paxos.open({ retries: oneTry }) : paxos.paxos,
    profileId: paxos.profileId,
    networks: [],
    convertToUsd: () => false,
    log: silentLog,
  })
  const open = () =>
    openPayoutTill({ directory, clock, settings, backend, secrets, ...(wrap ? { wrap } : {}) })
  let current = open()
  await hireStaff(current.ledger)
  await current.poll()
  const close = async (): Promise<void> => {
    await current.outbox.stop()
    await current.payouts.stop()
    current.ledger.close()
  }
  onTestFinished(close)
  return {
    paxos,
    ledger: () => current.ledger,
    payouts: () => current.payouts,
    outbox: () => current.outbox,
    backend,
    poll: async () => await current.poll(),
    pass: async (seconds) => {
      await current.outbox.step()
      await paxos.pass(seconds)
      await current.outbox.step()
      await current.poll()
      await current.payouts.watch.step()
    },
    restart: async (meanwhile) => {
      await close()
      await meanwhile?.()
      current = open()
    },
    now: paxos.now,
    folder: directory,
    secrets: () => [...sealed.keys()],
  }
}

/** Nothing of a rejection is of interest: the test stops there. */
export function granted<T extends Readonly<{ ok: boolean }>>(result: T): Extract<T, { ok: true }> {
  if (!result.ok) throw new Error(`It was refused: ${'code' in result ? String(result.code) : ''}`)
  // The other member of the union was just thrown out.
  return result as Extract<T, { ok: true }>
}

/** A bank account at Paxos, reviewed, that two people have agreed to. */
export async function openBank(
  stage: Pick<PayoutStage, 'payouts' | 'backend'> & Readonly<{ paxos: Pick<PaxosStage, 'pass'> }>,
  origin: 'wire' | 'cubix' = 'cubix',
): Promise<string> {
  const { desk } = stage.payouts()
  const bank = await stage.backend.payouts?.makeBank(randomIds.next('ref'), {
    owner: { name: 'Shop Ltd' },
    to:
      origin === 'cubix'
        ? { network: 'CUBIX', accountId: 'CUBIX-778899' }
        : {
            network: 'WIRE',
            accountNumber: '000123456789',
            ownerAddress: { country: 'US' },
            routing: {
              type: 'ABA',
              number: '021000021',
              bankName: 'First Bank',
              bankAddress: { country: 'US' },
            },
          },
  })
  await stage.paxos.pass(10)
  const { mara } = staff
  const asked = { key: randomIds.next('key'), bankAccountId: bank?.id ?? '', name: 'Main', person: mara }
  const added = granted(await adoptBank(desk, asked)).bank
  await stage.payouts().watch.step()
  const { max } = staff
  return granted(await approveBank(desk, { bankId: added.id, approverId: max.id, pin: max.pin })).bank.id
}

/** Asks for a payout and has another person approve it. */
export async function payOut(
  stage: Pick<PayoutStage, 'payouts'>,
  wish: Readonly<{ asset: string; bankId: string; dollarsMinor: bigint }>,
): Promise<Payout> {
  const { desk } = stage.payouts()
  const asked = await requestPayout(desk, {
    ...wish,
    note: '',
    key: randomIds.next('key'),
    person: staff.mara,
  })
  const { id } = granted(asked).payout
  const { max } = staff
  return granted(await approvePayout(desk, { payoutId: id, approverId: max.id, pin: max.pin })).payout
}

/** The balance of an account in the books; zero where nothing was ever posted. */
export function bookOf(stage: PayoutStage, account: string, currency: string): bigint {
  return (
    stage
      .ledger()
      .balances()
      .find((one) => one.account === account && one.currency === currency)?.amountMinor ?? 0n
  )
}

/** The books are balanced, prove themselves, and hold what Paxos says it holds. */
export async function problemsOf(stage: PayoutStage): Promise<readonly string[]> {
  const ledger = stage.ledger()
  const told = await stage.backend.balances()
  const apart = told.filter(
    ({ asset, availableMinor }) => bookOf(stage, 'custody:paxos', `${asset}.paxos`) !== availableMinor,
  )
  return [
    ...(isBalanced(ledger.balances()) ? [] : ['The books are not balanced']),
    ...(ledger.verify().ok ? [] : ['The ledger does not prove itself']),
    ...apart.map(({ asset }) => `${asset} differs`),
  ]
}
