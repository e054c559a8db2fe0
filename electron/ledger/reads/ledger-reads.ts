import type { LedgerReader } from '../port.ts'
import type { Store } from '../store.ts'
import { caseReads } from './case-reads.ts'
import { catalogReads } from './catalog-reads.ts'
import { chainReads } from './chain-reads.ts'
import { journalReads } from './journal-reads.ts'
import { payoutReads } from './payout-reads.ts'
import { refundReads } from './refund-reads.ts'
import { outboxReads } from './outbox-reads.ts'
import { saleReads } from './sale-reads.ts'
import { settlementReads } from './settlement-reads.ts'
import { shopReads } from './shop-reads.ts'

/** All reads over one open database. */
export function ledgerReads(store: Store): LedgerReader {
  return {
    ...journalReads(store),
    ...saleReads(store),
    ...catalogReads(store),
    ...shopReads(store),
    ...chainReads(store),
    ...caseReads(store),
    ...outboxReads(store),
    ...settlementReads(store),
    ...refundReads(store),
    ...payoutReads(store),
  }
}
