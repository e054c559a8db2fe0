import type { Environment } from '../../shared/domain/settings/settings.ts'
import type { LedgerReader } from './port.ts'

/**
 * Names a ledger: the hash of the entry that began it, or of the restore that put it in place. No two are alike, and it
 * stays the same while the ledger goes on.
 */
export function ledgerIdOf(ledger: Pick<LedgerReader, 'newestOf'>, environment: Environment): string {
  const restored = ledger.newestOf('ledger', environment, 'ledger.restored')
  const began = restored ?? ledger.newestOf('ledger', environment, 'ledger.opened')
  return began?.hash ?? ''
}
