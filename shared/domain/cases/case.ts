/**
 * Why money, or what pretends to be money, needs a person. One case holds everything of one kind that happened to one
 * sale, so that a hundred look-alike transfers are one line of work.
 */
export const caseKinds = [
  'underpaid',
  'overpaid',
  'paidLate',
  'duplicate',
  'wrongToken',
  'wrongChain',
  'counterfeit',
  'reverted',
  'sourcesDisagree',
  'wiped',
  'creditHeld',
  'creditFailed',
  'creditElsewhere',
  'balanceDiffers',
  'payoutReturned',
] as const
/** One of the kinds. */
export type CaseKind = (typeof caseKinds)[number]

/** Where a case stands. A resolved one opens again when more of its kind arrives. */
export type CaseStatus = 'open' | 'resolved'

/**
 * What was decided. Sending money back is recorded here and carried out with a refund; `curedItself` is the till's own
 * word for a doubt that the chains have ended.
 */
export const caseResolutions = [
  'returnExcess',
  'returnAll',
  'keepAsTip',
  'storeCredit',
  'goodsHandedOver',
  'paidAnotherWay',
  'nothingOwed',
  'writtenOff',
  'curedItself',
] as const
/** One of the decisions. */
export type CaseResolution = (typeof caseResolutions)[number]

/** A case as it stands; its notes and its whole history are its journal entries. */
export type Case = Readonly<{
  id: string
  kind: CaseKind
  saleId: string
  saleNumber: number
  status: CaseStatus
  /** Milliseconds since 1970, UTC. */
  openedAt: number
  /** The staff member who takes care of it. */
  ownerId?: string
  ownerName?: string
  /** Keys of the payments and arrivals it is about, in the order they were found. */
  things: readonly string[]
  /** Set while it is resolved. */
  resolution?: Readonly<{ how: CaseResolution; reason: string }>
  /** Sequence number of its newest journal entry. */
  seq: number
}>

/** Which decisions fit a case of a kind, the suggested one first; `curedItself` is never a person's. */
export const resolutionsOf: Readonly<Record<CaseKind, readonly CaseResolution[]>> = {
  underpaid: ['returnAll', 'paidAnotherWay', 'storeCredit', 'writtenOff'],
  overpaid: ['returnExcess', 'keepAsTip', 'storeCredit', 'writtenOff'],
  paidLate: ['goodsHandedOver', 'returnAll', 'storeCredit', 'writtenOff'],
  duplicate: ['returnExcess', 'storeCredit', 'keepAsTip', 'writtenOff'],
  wrongToken: ['returnAll', 'storeCredit', 'paidAnotherWay', 'nothingOwed', 'writtenOff'],
  wrongChain: ['returnAll', 'storeCredit', 'paidAnotherWay', 'writtenOff'],
  counterfeit: ['nothingOwed', 'writtenOff'],
  reverted: ['paidAnotherWay', 'writtenOff', 'nothingOwed'],
  sourcesDisagree: ['nothingOwed', 'goodsHandedOver', 'writtenOff'],
  wiped: ['writtenOff', 'nothingOwed'],
  creditHeld: ['nothingOwed', 'writtenOff'],
  creditFailed: ['paidAnotherWay', 'nothingOwed', 'writtenOff'],
  creditElsewhere: ['goodsHandedOver', 'returnAll', 'storeCredit', 'nothingOwed'],
  balanceDiffers: ['nothingOwed', 'writtenOff'],
  payoutReturned: ['nothingOwed', 'writtenOff'],
}
