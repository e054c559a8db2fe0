import {
  BaseError,
  ContractFunctionRevertedError,
  createWalletClient,
  erc20Abi,
  http,
  isAddressEqual,
  parseAbi,
  publicActions,
  type Address,
  type Hash,
  type Hex,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { parseEip681 } from '../../../shared/domain/invoice/eip681.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import { viemChain } from './viem-chain.ts'

const rpcTimeoutMs = 5_000
const transferGas = 150_000n
/** Far above what an idle chain asks, so that a payment is never stuck; the coins that pay for it are free. */
const fees = { maxFeePerGas: 100_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n }

/** The standard interface and the refusals of the practice tokens, so that a refusal can be told in their words. */
const tokenAbi = [
  ...erc20Abi,
  ...parseAbi([
    'error AddressFrozen()',
    'error ContractPaused()',
    'error InsufficientFunds()',
    'error ZeroAddress()',
  ]),
] as const

/** A token the customer carries. */
export type WalletToken = Readonly<{ symbol: string; name: string; address: Address; decimals: number }>

/** A chain the customer's wallet knows. */
type WalletChain = Readonly<{
  key: string
  name: string
  chainId: number
  rpcUrl: string
  tokens: readonly WalletToken[]
  /** Carried too, and never shown among the balances: it is not money. */
  counterfeit: Address
}>

/** What the customer holds of one token, in minor units. */
type CustomerBalance = Readonly<{
  chain: string
  chainName: string
  symbol: string
  decimals: number
  amountMinor: bigint
}>

/** One transfer to make. */
export type CustomerTransfer = Readonly<{ chainId: number; token: Address; to: Address; amountMinor: bigint }>

/** The customer of practice mode, with a wallet of their own: the till never holds this key. */
export type PracticeCustomer = Readonly<{
  address: Address
  balances: () => Promise<readonly CustomerBalance[]>
  /**
   * Pays what a scanned code says.
   * @throws {PosError} `practice.paymentFailed` for a code the wallet cannot read or a payment the token refuses
   */
  payUri: (eip681: string) => Promise<{ txHash: Hash }>
  /**
   * Sends tokens and returns as soon as the chain has accepted the transaction; it is mined with the next block.
   * @throws {PosError} `practice.paymentFailed` with the reason
   */
  transfer: (request: CustomerTransfer) => Promise<{ txHash: Hash }>
}>

/** Who the customer is, and where more tokens come from when a purchase is larger than the purse. */
export type PracticeCustomerOptions = Readonly<{
  key: Hex
  chains: readonly WalletChain[]
  mint: (request: CustomerTransfer & Readonly<{ rpcUrl: string }>) => Promise<void>
}>

function failed(message: string, cause?: unknown): PosError {
  return new PosError('practice.paymentFailed', message, { cause })
}

function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof BaseError)) return undefined
  const revert = error.walk((each) => each instanceof ContractFunctionRevertedError)
  return revert instanceof ContractFunctionRevertedError
    ? (revert.reason ?? revert.data?.errorName)
    : undefined
}

function asPaymentFailure(error: unknown): PosError {
  if (error instanceof PosError) return error
  const reason = reasonOf(error)
  return reason === undefined
    ? failed('The practice chain did not take the payment.', error)
    : failed(`The token refused the payment: ${reason}.`, error)
}

/** Runs one piece of work after the other: two payments at once must not take the same nonce. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const run = last.then(work)
    // The caller of this piece gets its error; the next piece runs all the same.
    last = run.catch(() => undefined)
    return run
  }
}

function openWallet(options: PracticeCustomerOptions, chain: WalletChain) {
  const client = createWalletClient({
    account: privateKeyToAccount(options.key),
    chain: viemChain(chain.chainId, chain.rpcUrl),
    transport: http(chain.rpcUrl, { timeout: rpcTimeoutMs, retryCount: 1 }),
  }).extend(publicActions)
  const inTurn = oneAtATime()
  const { account } = client

  const balanceOf = (token: Address): Promise<bigint> =>
    client.readContract({ address: token, abi: tokenAbi, functionName: 'balanceOf', args: [account.address] })

  const send = async (request: CustomerTransfer): Promise<{ txHash: Hash }> => {
    const { token, to, amountMinor } = request
    const held = await balanceOf(token)
    if (held < amountMinor) await options.mint({ ...request, to: account.address, rpcUrl: chain.rpcUrl })
    const call = { address: token, abi: tokenAbi, functionName: 'transfer', args: [to, amountMinor] } as const
    // Asked first, as wallets do: a refusal costs nothing and says why.
    await client.simulateContract(call)
    return { txHash: await client.writeContract({ ...call, gas: transferGas, ...fees }) }
  }
  return {
    balanceOf,
    transfer: (request: CustomerTransfer) =>
      inTurn(() =>
        send(request).catch((error: unknown) => {
          throw asPaymentFailure(error)
        }),
      ),
  }
}

/** Opens the wallet of the practice customer. */
export function createPracticeCustomer(options: PracticeCustomerOptions): PracticeCustomer {
  const wallets = options.chains.map((chain) => ({ chain, wallet: openWallet(options, chain) }))

  const transfer = async (request: CustomerTransfer): Promise<{ txHash: Hash }> => {
    const found = wallets.find(({ chain }) => chain.chainId === request.chainId)
    if (found === undefined) throw failed('The practice customer is not on this network.')
    const known = [...found.chain.tokens.map(({ address }) => address), found.chain.counterfeit]
    if (!known.some((address) => isAddressEqual(address, request.token)))
      throw failed('The practice customer does not have this token.')
    if (request.amountMinor <= 0n) throw failed('A payment is more than zero.')
    return await found.wallet.transfer(request)
  }
  return {
    address: privateKeyToAccount(options.key).address,
    transfer,
    payUri: async (eip681) => {
      const request = parseEip681(eip681)
      if (request === undefined) throw failed('The practice customer cannot read this code.')
      const { chainId, tokenAddress, recipient, amountMinor } = request
      return await transfer({ chainId, token: tokenAddress, to: recipient, amountMinor })
    },
    balances: () =>
      Promise.all(
        wallets.flatMap(({ chain, wallet }) =>
          chain.tokens.map(async ({ symbol, decimals, address }) => ({
            chain: chain.key,
            chainName: chain.name,
            symbol,
            decimals,
            amountMinor: await wallet.balanceOf(address),
          })),
        ),
      ),
  }
}
