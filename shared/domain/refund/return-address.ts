import type { EvmAddress } from '../tokens/token.ts'

/** How bad each finding is. `refuse`: nothing is sent. `warn`: whoever asks has to accept it. `info`: worth knowing. */
const severities = {
  notAnAddress: 'refuse',
  badChecksum: 'refuse',
  zeroAddress: 'refuse',
  burnAddress: 'refuse',
  precompile: 'refuse',
  tokenContract: 'refuse',
  ownAddress: 'refuse',
  lookAlike: 'refuse',
  sanctioned: 'refuse',
  sanctionsUnknown: 'refuse',
  frozen: 'refuse',
  noOracle: 'warn',
  contract: 'warn',
  exchange: 'warn',
  zeroValueSender: 'warn',
  uniformCase: 'warn',
  neverSeen: 'info',
} as const

/** What can be found about a return address. */
type AddressProblemKind = keyof typeof severities
/** One finding. */
type AddressProblem = Readonly<{
  kind: AddressProblemKind
  severity: (typeof severities)[AddressProblemKind]
}>
/** All findings, the worst first. Only `ok`, and `warn` once it was accepted, may be sent to. */
export type ReturnAddressJudgement = Readonly<{
  verdict: 'ok' | 'warn' | 'refuse' | 'cannotTell'
  problems: readonly AddressProblem[]
}>

/**
 * What an account is to its chain. `delegated` is a wallet of a person that lends itself the code of a contract (EIP-7702).
 */
export type AccountCode = 'none' | 'contract' | 'delegated'

/**
 * What the sanctions lists say. `clear`: each list that must answer says no and none says yes. `silent`: nobody answered;
 * asking again may help. `disputed`: sources contradict each other, or there is no list where one should be. `noOracle`:
 * no list is known for this network.
 */
export type SanctionsWord = 'clear' | 'listed' | 'silent' | 'disputed' | 'noOracle'

/** What chains said of an address. */
export type AskedAddress = Readonly<{
  /** Absent while no endpoint of the payment's chain answers. `sent` counts the transactions the account has sent. */
  account?: Readonly<{ code: AccountCode; sent: number; isFrozen: boolean }>
  sanctions: SanctionsWord
}>

/** Everything that decides whether money may go back to an address. */
export type ReturnAddressFacts = Readonly<{
  /** As it was typed or scanned, without white space around it. */
  text: string
  /** Its EIP-55 form; absent for what is no address. The domain has no hash function, so that the caller makes it. */
  address: EvmAddress | undefined
  /** Tokens of every chain, whatever the shop takes. */
  tokens: readonly EvmAddress[]
  isOwn: boolean
  /** Wallets of this sale that are known to be genuine, the surest first. */
  known: readonly EvmAddress[]
  /** Senders of nothing, of dust, or of a counterfeit to this sale. */
  planted: readonly EvmAddress[]
  /** Absent until the chain is asked, which is needless where the address alone is refused. */
  asked?: AskedAddress
}>

/**
 * From so many sent transactions on an account is taken for one of an exchange: 14 a day for a year, more than a customer's
 * wallet makes. Our own judgement; it warns of an exchange that is young, or that is quiet on this chain, not at all.
 */
export const exchangeSentMin = 5_000

/** The highest address that chains keep for themselves: EIP-1352 reserves up to 0xffff, and what is used ends here. */
const precompileMax = 0x1ffn

/** Addresses that are used to destroy money, or stand for a chain's own coin; all in lower case. */
const burnAddresses: ReadonlySet<string> = new Set([
  '0x000000000000000000000000000000000000dead',
  '0xdead000000000000000042069420694206942069',
  '0xdeaddeaddeaddeaddeaddeaddeaddeaddeaddead',
])

const lookDigits = 4

/** Whether two texts name one address. */
function isSame(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase()
}

/**
 * Whether a person who compares the ends of two addresses takes one for the other: the same first and last four digits, and
 * not the same address. It is how thieves plant addresses in a history.
 */
export function looksLike(left: string, right: string): boolean {
  const ends = (text: string): string => `${text.slice(2, 2 + lookDigits)}${text.slice(-lookDigits)}`
  return !isSame(left, right) && isSame(ends(left), ends(right))
}

/** Every digit the same: nobody holds the key of such an address, and the coin of a chain is written so. */
function isOneDigit(address: EvmAddress): boolean {
  return /^0x([\da-f])\1{39}$/i.test(address)
}

function placeProblem(address: EvmAddress): AddressProblemKind | undefined {
  const number = BigInt(address)
  if (number === 0n) return 'zeroAddress'
  if (number <= precompileMax) return 'precompile'
  return burnAddresses.has(address.toLowerCase()) || isOneDigit(address) ? 'burnAddress' : undefined
}

/** Those before it in the list are surer than the address itself; a stranger is compared with all of them. */
function isLookAlike(address: EvmAddress, known: readonly EvmAddress[]): boolean {
  const place = known.findIndex((one) => isSame(one, address))
  const surer = place === -1 ? known : known.slice(0, place)
  return surer.some((one) => looksLike(one, address))
}

/** What the way it is written says: small or capital letters alone carry no check. */
function writtenProblem(text: string, address: EvmAddress): AddressProblemKind | undefined {
  const digits = text.slice(2)
  if (digits === address.slice(2)) return undefined
  const isUniform = digits === digits.toLowerCase() || digits === digits.toUpperCase()
  return isUniform ? 'uniformCase' : 'badChecksum'
}

function ownProblems(facts: ReturnAddressFacts, address: EvmAddress): readonly AddressProblemKind[] {
  const { tokens, known, planted, isOwn, text } = facts
  const isKnown = known.some((one) => isSame(one, address))
  const written = writtenProblem(text, address)
  const found: (AddressProblemKind | false | undefined)[] = [
    // Whoever types the payer's own address has proven it by that.
    written === 'uniformCase' && isKnown ? undefined : written,
    placeProblem(address),
    tokens.some((token) => isSame(token, address)) && 'tokenContract',
    isOwn && 'ownAddress',
    isLookAlike(address, known) && 'lookAlike',
    !isKnown && planted.some((sender) => isSame(sender, address)) && 'zeroValueSender',
  ]
  return found.filter((kind) => kind !== undefined && kind !== false)
}

function accountProblems(
  { account, sanctions }: AskedAddress,
  isKnown: boolean,
): readonly AddressProblemKind[] {
  const found: AddressProblemKind[] = []
  if (sanctions === 'listed') found.push('sanctioned')
  if (sanctions === 'silent' || sanctions === 'disputed') found.push('sanctionsUnknown')
  if (sanctions === 'noOracle') found.push('noOracle')
  if (!account) return found
  if (account.isFrozen) found.push('frozen')
  if (account.code === 'contract') found.push('contract')
  if (account.sent >= exchangeSentMin) found.push('exchange')
  // A payer whose transaction somebody else sent has sent none and is no stranger all the same.
  if (account.sent === 0 && account.code === 'none' && !isKnown) found.push('neverSeen')
  return found
}

const ranks = { refuse: 0, warn: 1, info: 2 } as const

function verdictOf(
  problems: readonly AddressProblem[],
  asked: AskedAddress | undefined,
): ReturnAddressJudgement['verdict'] {
  // A list that is silent now may answer in a minute; every other refusal stays one.
  const isFinal = ({ kind, severity }: AddressProblem): boolean =>
    severity === 'refuse' && !(kind === 'sanctionsUnknown' && asked?.sanctions === 'silent')
  if (problems.some(isFinal)) return 'refuse'
  if (!asked?.account || asked.sanctions === 'silent') return 'cannotTell'
  return problems.some(({ severity }) => severity === 'warn') ? 'warn' : 'ok'
}

/**
 * Judges the address that money is to go back to. It fails closed: without the word of the chain, or of a sanctions list that
 * should have one, the verdict is never `ok` and never `warn`. A network without a list is a warning that is accepted by name.
 * @see reference: chains.md sections 8 and 9; EIP-55, EIP-7702
 */
export function judgeReturnAddress(facts: ReturnAddressFacts): ReturnAddressJudgement {
  const { address, asked, known } = facts
  const isKnown = address !== undefined && known.some((one) => isSame(one, address))
  const kinds: readonly AddressProblemKind[] =
    address === undefined
      ? ['notAnAddress']
      : [...ownProblems(facts, address), ...(asked ? accountProblems(asked, isKnown) : [])]
  const problems = kinds
    .map((kind): AddressProblem => ({ kind, severity: severities[kind] }))
    .toSorted((left, right) => ranks[left.severity] - ranks[right.severity])
  return { verdict: verdictOf(problems, asked), problems }
}
