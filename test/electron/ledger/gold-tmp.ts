import { hashEntry } from '../../../electron/ledger/entry-hash.ts'
console.log(
  hashEntry(
    {
      seq: 7,
      id: 'entry_7',
      at: 1_773_489_600_000,
      actor: 'staff_ada',
      type: 'payment.detected',
      subject_kind: 'sale',
      subject_id: 'sale_1',
      key: 'k "7"',
      body: '{"amountMinor":"5"}',
      prev: 'a'.repeat(64),
    },
    [
      { account: 'clearing:fast', currency: 'USDC.fast', amount: '5' },
      { account: 'customers:unmatched', currency: 'USDC.fast', amount: '-5' },
    ],
  ),
)
