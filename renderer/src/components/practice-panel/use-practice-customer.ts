import type { TerminalClient } from '../../../../shared/contract/contract.ts'
import { terminal } from '../../host/terminal.ts'
import { useRead, type Read } from '../../host/use-read.ts'

/** The practice customer with the balances of the wallet. */
export type PracticeCustomer = Awaited<ReturnType<TerminalClient['practice']['customer']>>

/**
 * The practice customer, read again whenever `version` changes.
 * @param version something that changes when money has moved
 */
export function usePracticeCustomer(version: string): Read<PracticeCustomer> {
  return useRead('customer', version, () => terminal().practice.customer())
}
