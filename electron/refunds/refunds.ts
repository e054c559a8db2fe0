import type { SettlementBackend } from '../backends/settlement-port.ts'
import type { CustomerDisplay } from '../checkout/customer-display.ts'
import type { Till } from '../checkout/till.ts'
import { openAddressDesk, type AddressDesk } from './address-question.ts'
import { openPreparedRefunds, type CheckAddress, type PreparedRefunds } from './prepare-refund.ts'

/** What the api needs to give money back. */
export type Refunds = Readonly<{
  till: Till
  questions: AddressDesk
  prepared: PreparedRefunds
  /** Key of the backend that is connected, or of the one that would be. */
  backendKey: () => string
}>

/** Opens refunds of a till. */
export function openRefunds({
  till,
  display,
  backend,
  checkAddress,
}: Readonly<{
  till: Till
  display: CustomerDisplay
  backend: () => SettlementBackend | undefined
  checkAddress: CheckAddress
}>): Refunds {
  const questions = openAddressDesk({ ids: till.ids, display })
  return {
    till,
    questions,
    prepared: openPreparedRefunds({ till, backend, checkAddress, questions }),
    backendKey: () => backend()?.key ?? 'paxos',
  }
}
