import type { AccountCode, AskedAddress, SanctionsWord } from './return-address.ts'

/** What one endpoint said of an address, at the newest block it had. */
export type AddressWord = Readonly<{
  source: string
  block: number
  code: AccountCode
  /** How many transactions the account has sent. */
  sent: number
  /** The issuer of a token that was asked about lets the account receive nothing. */
  isFrozen: boolean
  /** Absent where no sanctions list was asked, or where there is no list at its address. */
  isListed?: boolean
}>

const codeRanks: Readonly<Record<AccountCode, number>> = { contract: 0, delegated: 1, none: 2 }

/**
 * What the words of a chain's endpoints are together: of the account the worst, because the one that knows less is behind;
 * of the list only what nobody contradicts.
 */
export function foldAddressWords(words: readonly AddressWord[], hasList: boolean): AskedAddress {
  const [worst] = words.toSorted((left, right) => codeRanks[left.code] - codeRanks[right.code])
  const account = worst && {
    code: worst.code,
    sent: Math.max(...words.map(({ sent }) => sent)),
    isFrozen: words.some(({ isFrozen }) => isFrozen),
  }
  return { ...(account ? { account } : {}), sanctions: hasList ? listWord(words) : 'noOracle' }
}

function listWord(words: readonly AddressWord[]): SanctionsWord {
  if (words.length === 0) return 'silent'
  const [yes, no] = [true, false].map((said) => words.filter(({ isListed }) => isListed === said).length)
  if (no === words.length) return 'clear'
  return yes !== 0 && no === 0 ? 'listed' : 'disputed'
}

/**
 * What several lists say together; an address is listed by whom it belongs to, not by its network. Any list may say yes. The
 * first is the one that must answer, and the others only add to it.
 */
export function foldSanctions([first = 'noOracle', ...others]: readonly SanctionsWord[]): SanctionsWord {
  if ([first, ...others].includes('listed')) return 'listed'
  return first === 'clear' && others.includes('disputed') ? 'disputed' : first
}
