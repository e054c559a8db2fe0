import { getAddress, isAddress } from 'viem/utils'
import tokenRows from '../../resources/tokens.json' with { type: 'json' }
import {
  foldAddressWords,
  foldSanctions,
  type AddressWord,
} from '../../shared/domain/refund/address-words.ts'
import { payersOf } from '../../shared/domain/refund/payers.ts'
import {
  judgeReturnAddress,
  type AskedAddress,
  type ReturnAddressFacts,
  type ReturnAddressJudgement,
} from '../../shared/domain/refund/return-address.ts'
import type { EvmAddress } from '../../shared/domain/tokens/token.ts'
import type { ReceiveAddresses } from '../backends/port.ts'
import type { AddressQuestion, ChainWatcher } from '../chains/port.ts'
import type { Till } from '../checkout/till.ts'
import { isDoneWithin } from '../platform/in-time.ts'
import { sanctionsListsFor, type SanctionsList } from './sanctions-lists.ts'

/** What the check needs beside the till. */
export type ReturnAddressParts = Readonly<{
  till: Till
  watcher: (chain: string) => Pick<ChainWatcher, 'askAddress'> | undefined
  /** Addresses of the shop's own key, also while a backend gives them out. */
  keyAddresses: () => ReceiveAddresses | undefined
  /** Lists of the networks of practice. */
  ownLists: readonly SanctionsList[]
}>

/** Where money is to go, as a person or a scanner wrote it. */
export type ReturnAddressQuestion = Readonly<{ saleId: string; chain: string; text: string }>

/** Who said something of an address, at which block. */
type AddressSource = Readonly<{ chain: string; source: string; block: number }>

/** What was found; `address` is its EIP-55 form, where it is an address at all. Instants are milliseconds since 1970. */
export type ReturnAddressCheck = ReturnAddressJudgement &
  Readonly<{ address?: EvmAddress; checkedAt: number; sources: readonly AddressSource[] }>

/** Addresses of the shop's key that nobody was shown yet: as far as wallets look for used ones (BIP-44). */
const gapLimit = 20
/** A person waits for this; a network that has not answered by then is silent. */
const askMs = 12_000

// The rows are JSON, whose types TypeScript widens; tests check every address.
const knownTokens = tokenRows.map(({ address }) => address as EvmAddress)

/** The EIP-55 form of whatever 40 digits follow `0x`; whether they carry a wrong check is judged, not decided here. */
function addressIn(text: string): EvmAddress | undefined {
  const lower = text.toLowerCase()
  return isAddress(lower, { strict: false }) ? getAddress(lower) : undefined
}

function isOwnAddress({ till, keyAddresses }: ReturnAddressParts, address: EvmAddress): boolean {
  const { ledger } = till
  if ((ledger.findSaleByAddress(address) ?? ledger.findPooledAddress(address)) !== undefined) return true
  return [till.addresses(), keyAddresses()].some((given) =>
    given?.next(ledger, gapLimit).some((next) => next.address === address),
  )
}

/** What the till itself knows: of the sale, of its tokens and of its own addresses. */
function ownFacts(parts: ReturnAddressParts, { saleId, text }: ReturnAddressQuestion): ReturnAddressFacts {
  const { ledger, settings } = parts.till
  const typed = text.trim()
  const address = addressIn(typed)
  const listed = settings().chains.tokens
  const found = ledger.findSale(saleId)
  const tokens = [...listed, ...(found?.invoice.offers ?? [])]
  const payers = payersOf({ payments: found?.payments ?? [], tokens })
  const receiving = (found?.payments ?? []).map(({ to }) => to)
  return {
    text: typed,
    address,
    tokens: [...knownTokens, ...listed.map((token) => token.address)],
    isOwn: address !== undefined && isOwnAddress(parts, address),
    known: [...new Set(receiving), ...payers.filter(({ warning }) => !warning).map((payer) => payer.address)],
    planted: [
      ...payers.filter(({ warning }) => warning === 'zeroValue' || warning === 'dust'),
      // Senders of another token have paid by mistake; the others have sent nothing of worth.
      ...ledger.arrivalsOf(saleId).filter(({ kind }) => kind !== 'wrongToken'),
    ].map((sender) => ('from' in sender ? sender.from : sender.address)),
  }
}

/** Tokens of the sale on its network: those that may be sent back. */
function tokensPaid({ till }: ReturnAddressParts, { saleId, chain }: ReturnAddressQuestion): EvmAddress[] {
  const paid = new Set(till.ledger.findSale(saleId)?.payments.map(({ currency }) => currency))
  const listed = till.settings().chains.tokens
  return listed.filter((token) => token.chain === chain && paid.has(token.currency)).map((t) => t.address)
}

async function askChain(
  { till, watcher }: ReturnAddressParts,
  chain: string,
  question: AddressQuestion,
): Promise<readonly AddressWord[]> {
  const asked = watcher(chain)
  if (!asked) return []
  let words: readonly AddressWord[] = []
  const asking = asked.askAddress(question).then((answer) => {
    words = answer.words
  })
  if (!(await isDoneWithin(asking, askMs)))
    till.log.warn('A network does not say in time what an address is', { chain })
  return words
}

type Asked = Readonly<{ asked: AskedAddress; sources: readonly AddressSource[] }>

async function askNetworks(
  parts: ReturnAddressParts,
  question: ReturnAddressQuestion,
  address: EvmAddress,
): Promise<Asked> {
  const { chains } = parts.till.settings().chains
  const network = chains.find(({ key }) => key === question.chain)
  if (!network) return { asked: { sanctions: 'silent' }, sources: [] }
  const followed = chains.filter(({ enabled }) => enabled)
  const lists = sanctionsListsFor(network, followed, parts.ownLists)
  const listOf = (chain: string): EvmAddress | undefined => lists.find((one) => one.chain === chain)?.list
  const keys = [...new Set([network.key, ...lists.map(({ chain }) => chain)])]
  const answers = await Promise.all(
    keys.map(async (chain) => {
      const tokens = chain === network.key ? tokensPaid(parts, question) : []
      const words = await askChain(parts, chain, { address, sanctionsList: listOf(chain), tokens })
      return { chain, words, folded: foldAddressWords(words, listOf(chain) !== undefined) }
    }),
  )
  const account = answers.find(({ chain }) => chain === network.key)?.folded.account
  const sanctions = foldSanctions(
    answers.filter(({ chain }) => listOf(chain) !== undefined).map(({ folded }) => folded.sanctions),
  )
  const sources = answers.flatMap(({ chain, words }) =>
    words.map(({ source, block }) => ({ chain, source, block })),
  )
  return { asked: { ...(account ? { account } : {}), sanctions }, sources }
}

/**
 * Judges an address that money is to go back to, by what the till knows and by what the network and the sanctions lists say of
 * it now. What is refused for itself is not asked about. It never throws for a silent network: that is `cannotTell`.
 */
export async function checkReturnAddress(
  parts: ReturnAddressParts,
  question: ReturnAddressQuestion,
): Promise<ReturnAddressCheck> {
  const { clock, log } = parts.till
  const facts = ownFacts(parts, question)
  const { address } = facts
  const alone = judgeReturnAddress(facts)
  if (address === undefined || alone.verdict === 'refuse')
    return { ...alone, ...(address ? { address } : {}), checkedAt: clock.now(), sources: [] }
  const { asked, sources } = await askNetworks(parts, question, address)
  const judged = judgeReturnAddress({ ...facts, asked })
  log.info('A return address was checked', {
    saleId: question.saleId,
    chain: question.chain,
    address,
    sanctions: asked.sanctions,
    verdict: judged.verdict,
    found: judged.problems.map(({ kind }) => kind).join(' '),
    sources: sources.map(({ chain, source, block }) => `${chain} ${source} ${block}`).join(', '),
  })
  return { ...judged, address, checkedAt: clock.now(), sources }
}
