/** The ways to a bank that the till can ask for. */
export const bankNetworks = ['WIRE', 'CUBIX'] as const
/** One of them. */
export type BankNetwork = (typeof bankNetworks)[number]

/** How far a bank account is in the shop: two people agree to it before anything is paid to it. */
export const bankStatuses = ['requested', 'approved', 'declined', 'removed'] as const
/** One of them. */
export type BankStatus = (typeof bankStatuses)[number]

/** How far the backend's review of it is; `notSent` as long as the shop itself has not agreed. */
export const bankReviewStates = ['notSent', 'pending', 'approved', 'rejected', 'unknown'] as const
/** One of them. */
export type BankReviewState = (typeof bankReviewStates)[number]

/** What names a bank account to a person. Its whole number is kept by the backend, and by nobody here. */
export type BankFacts = Readonly<{
  network: BankNetwork | 'OTHER'
  bankName: string
  /** The last characters of its number, at most four. */
  numberTail: string
  /** False where money takes the way of international wires. */
  isDomestic: boolean
}>

/** A bank account as somebody entered it, or found it at the backend; it never changes. */
export type BankAccountRequest = BankFacts &
  Readonly<{
    id: string
    backend: string
    /** What the shop calls it. */
    name: string
    /** `entered` here, and handed in for review once approved; `found` among those that the backend knows. */
    origin: 'entered' | 'found'
    refId: string
    requestedAt: number
    requestedBy: string
    requestedByName: string
  }>

/** What became of a bank account since. */
export type BankProgress = Readonly<{
  status: BankStatus
  review: BankReviewState
  /** The backend's id of it, as soon as it has one. */
  bankAccountId?: string
  approvedBy?: string
  approvedByName?: string
  /** When the second person agreed: the cool-off counts from here. */
  approvedAt?: number
  problem?: string
}>

/** A bank account as it stands. `at` and `seq` are those of its newest journal entry. */
export type BankAccount = BankAccountRequest & BankProgress & Readonly<{ at: number; seq: number }>

/** What a bank account is called on a screen and in the books: `First Bank …6789`. */
export function formatBankName({
  bankName,
  name,
  numberTail,
}: BankFacts & Readonly<{ name: string }>): string {
  return `${bankName === '' ? name : bankName} …${numberTail}`
}
