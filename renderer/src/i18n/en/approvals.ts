/** Who may let how much money go, as an owner sets it. */
export const approvals = {
  cashier: 'A cashier, at most',
  manager: 'A manager, at most',
  owner: 'An owner, at most',
  noLimit: 'As much as there is',
  refunds: 'Refunds',
  refundsHint:
    'What each role may approve in one refund. Empty: as much as there is. 0: nothing. An empty cashier field is nothing too.',
  travelRule: 'Ask for the receiver from',
  travelRuleHint:
    'From this value on, a refund to a wallet needs the name of its receiver. The US rule is $3,000.',
  payouts: 'Payouts to the bank',
  payoutsHint:
    'What each role may approve in one payout, in US dollars. Empty: as much as there is. Cashiers approve none, and nobody approves what they asked for.',
  coolOff: 'Hours before a new bank account is paid',
  coolOffHint: 'Counted from the second person who approved it. At most 720, which is 30 days.',
  keepBack: 'Kept back for refunds',
  keepBackHint:
    'What no payout or standing order takes from the settlement account. Empty: nothing is kept back.',
  keep: 'Keep of {{asset}}',
} as const
