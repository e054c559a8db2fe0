import type { PayoutPolicy } from '../../shared/domain/payout/payout-policy.ts'
import type { Settings } from '../../shared/domain/settings/settings.ts'
import type { PayoutBackend } from '../backends/payout-port.ts'
import type { SettlementBackend } from '../backends/settlement-port.ts'
import type { Ledger } from '../ledger/port.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import type { SecretStore } from '../platform/secret-store.ts'
import type { Balances } from './balances.ts'

/** Who does something. */
export type Person = Readonly<{ id: string; name: string }>

/** Somebody who approves in place. */
export type Approval = Readonly<{ approverId: string; pin: string }>

/** What the use cases of banks, payouts and rules work with. */
export type PayoutDesk = Readonly<{
  ledger: Ledger
  clock: Clock
  ids: Ids
  log: Log
  settings: () => Settings
  backend: () => SettlementBackend | undefined
  balances: Balances
  /** Keeps the number of a bank account until the backend has it. */
  secrets: Pick<SecretStore, 'read' | 'write' | 'remove'>
}>

/** The backend that pays out, with what it can do. */
export type PayingBackend = SettlementBackend & Readonly<{ payouts: PayoutBackend }>

/** The backend that is connected, if it pays out. */
export function payingBackend({ backend }: Pick<PayoutDesk, 'backend'>): PayingBackend | undefined {
  const connected = backend()
  return connected?.payouts === undefined ? undefined : { ...connected, payouts: connected.payouts }
}

/** The key of the account whose banks, payouts and rules are meant, connected or not. */
export function accountKey({ backend, settings }: Pick<PayoutDesk, 'backend' | 'settings'>): string {
  return backend()?.key ?? settings().settlement?.kind ?? 'paxos'
}

/** The policy in force. */
export function policyOf({ settings }: Pick<PayoutDesk, 'settings'>): PayoutPolicy {
  return settings().payouts
}
