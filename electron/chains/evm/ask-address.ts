import { isHex } from 'viem/utils'
import type { AddressWord } from '../../../shared/domain/refund/address-words.ts'
import type { AccountCode } from '../../../shared/domain/refund/return-address.ts'
import type { EvmAddress } from '../../../shared/domain/tokens/token.ts'
import type { AddressAnswer, AddressQuestion } from '../port.ts'
import { askFrozen, askYesOrNo, withAddress } from './ask-token.ts'
import { askTwo, headOf, type AskTwo } from './ask-two.ts'
import type { Endpoint } from './endpoint.ts'
import { bad, parseQuantity } from './parse-answer.ts'

// The first four bytes of keccak256('isSanctioned(address)'), the list of Chainalysis.
const isSanctionedSelector = '0xdf592f7d'
// How the code of a wallet begins that lends itself a contract's (EIP-7702); the contract's address follows.
const delegation = /^0xef0100[\da-f]{40}$/i
/** How long a second endpoint is waited for: longer than for a look-up, because it may contradict the first. */
const secondWordMs = 2_500

async function codeOf({ rpc }: Endpoint, address: EvmAddress): Promise<AccountCode> {
  const answer = await rpc.call('eth_getCode', [address, 'latest'])
  if (!isHex(answer)) throw bad('code that is not hexadecimal')
  if (answer === '0x') return 'none'
  return delegation.test(answer) ? 'delegated' : 'contract'
}

async function sentBy({ rpc }: Endpoint, address: EvmAddress): Promise<number> {
  const answer = await rpc.call('eth_getTransactionCount', [address, 'latest'])
  return parseQuantity(answer, 'a malformed count of transactions')
}

async function isFrozenIn(
  endpoint: Endpoint,
  address: EvmAddress,
  tokens: readonly EvmAddress[],
): Promise<boolean> {
  const options = { addresses: [address], atOnce: 1, known: undefined }
  for (const token of tokens) {
    const { frozen } = await askFrozen(endpoint, { address: token }, options)
    if (frozen.length > 0) return true
  }
  return false
}

/** Everything one endpoint says of an address. At most five calls, and four more for each token. */
async function askEndpoint(
  context: AskTwo,
  endpoint: Endpoint,
  { address, sanctionsList: to, tokens }: AddressQuestion,
): Promise<AddressWord> {
  const block = await headOf(context, endpoint)
  const [code, sent, isFrozen, isListed] = await Promise.all([
    codeOf(endpoint, address),
    sentBy(endpoint, address),
    isFrozenIn(endpoint, address, tokens),
    // A list that is not there, or refuses the question, has not said no.
    to && askYesOrNo(endpoint, { to, data: withAddress(isSanctionedSelector, address) }),
  ])
  const listed = isListed === undefined ? {} : { isListed }
  return { source: endpoint.rpc.host, block, code, sent, isFrozen, ...listed }
}

/** Asks a chain what an address is, at two endpoints where there are two. A silent chain is an answer without words. */
export async function askAddress(
  context: AskTwo & Readonly<{ clock: Readonly<{ now: () => number }> }>,
  question: AddressQuestion,
): Promise<AddressAnswer> {
  const { words } = await askTwo(
    context,
    async (endpoint) => await askEndpoint(context, endpoint, question),
    secondWordMs,
  )
  return { at: context.clock.now(), words }
}
