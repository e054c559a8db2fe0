/** What a bank asks for when dollars are wired to the account. */
export const fundingLabels = [
  'receiver',
  'receiverAddress',
  'accountNumber',
  'routingNumber',
  'swiftCode',
  'bankName',
  'bankAddress',
  'intermediaryBank',
  'intermediaryRouting',
] as const
/** One of them. */
export type FundingLabel = (typeof fundingLabels)[number]
