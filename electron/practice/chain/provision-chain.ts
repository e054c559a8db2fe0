import { encodeFunctionData, numberToHex, parseAbi, type Address, type Hex } from 'viem'
import { PosError } from '../../../shared/errors/pos-error.ts'
import { callRpc, callRpcForText } from './json-rpc.ts'
import { addressOf, type PracticeContract, type PracticeToken } from './practice-tokens.ts'

/** The customer has this much of each token to begin with, in whole tokens. */
const fullPurse = 1_000_000n
const deployGas = 4_000_000n
const mintGas = 200_000n

const mintable = parseAbi([
  'function mint(address to, uint256 value)',
  'function balanceOf(address holder) view returns (uint256)',
])

/** What is created on a practice chain, by whom and for whom. */
export type Provision = Readonly<{
  rpcUrl: string
  issuer: Address
  tokens: readonly PracticeToken[]
  /** What is created beside the tokens. */
  others: readonly PracticeContract[]
  purse: Address
}>

/** An amount of one token for somebody. */
export type MintRequest = Readonly<{
  rpcUrl: string
  issuer: Address
  token: Address
  to: Address
  amountMinor: bigint
}>

/** Anvil holds the issuer's key (it is one of its own accounts) and signs. */
function sendAsIssuer(
  rpcUrl: string,
  transaction: Readonly<{ from: Address; to?: Address; data: Hex; gas: Hex; nonce?: Hex }>,
): Promise<string> {
  return callRpcForText(rpcUrl, 'eth_sendTransaction', [transaction])
}

async function hasCode(rpcUrl: string, address: Address): Promise<boolean> {
  return (await callRpcForText(rpcUrl, 'eth_getCode', [address, 'latest'])) !== '0x'
}

async function balanceOf(rpcUrl: string, token: Address, holder: Address): Promise<bigint> {
  const data = encodeFunctionData({ abi: mintable, functionName: 'balanceOf', args: [holder] })
  return BigInt(await callRpcForText(rpcUrl, 'eth_call', [{ to: token, data }, 'latest']))
}

function announceMint({ rpcUrl, issuer, token, to, amountMinor }: MintRequest): Promise<string> {
  const data = encodeFunctionData({ abi: mintable, functionName: 'mint', args: [to, amountMinor] })
  return sendAsIssuer(rpcUrl, { from: issuer, to: token, data, gas: numberToHex(mintGas) })
}

/** Gives somebody new tokens, in a block that is mined at once. */
export async function mintTokens(request: MintRequest): Promise<void> {
  await announceMint(request)
  await callRpc(request.rpcUrl, 'evm_mine')
}

/**
 * Creates what is missing. The issuer's nonce is set for each, because the address follows from it: a contract that is
 * missing alone still belongs at its own address.
 */
async function deployMissing({ rpcUrl, issuer, tokens, others }: Provision): Promise<void> {
  const contracts = [...tokens, ...others]
  const present = await Promise.all(contracts.map((contract) => hasCode(rpcUrl, addressOf(contract, issuer))))
  const missing = contracts.filter((_, index) => !present[index])
  if (missing.length === 0) return
  const used = Number(await callRpcForText(rpcUrl, 'eth_getTransactionCount', [issuer, 'latest']))
  for (const { nonce, deployData } of missing) {
    await callRpc(rpcUrl, 'anvil_setNonce', [issuer, numberToHex(nonce)])
    await sendAsIssuer(rpcUrl, {
      from: issuer,
      data: deployData,
      gas: numberToHex(deployGas),
      nonce: numberToHex(nonce),
    })
    await callRpc(rpcUrl, 'evm_mine')
  }
  const next = Math.max(used, ...missing.map(({ nonce }) => nonce + 1))
  await callRpc(rpcUrl, 'anvil_setNonce', [issuer, numberToHex(next)])
  for (const contract of missing) {
    if (!(await hasCode(rpcUrl, addressOf(contract, issuer))))
      throw new PosError('practice.chainUnavailable', `${contract.name} of practice could not be created.`)
  }
}

/** Fills what is less than half full; all of it in one block, which is mined at once. */
async function fillPurse({ rpcUrl, issuer, tokens, purse }: Provision): Promise<void> {
  let minted = 0
  for (const contract of tokens) {
    const token = addressOf(contract, issuer)
    const full = fullPurse * 10n ** BigInt(contract.decimals)
    const held = await balanceOf(rpcUrl, token, purse)
    if (held * 2n >= full) continue
    await announceMint({ rpcUrl, issuer, token, to: purse, amountMinor: full - held })
    minted += 1
  }
  if (minted > 0) await callRpc(rpcUrl, 'evm_mine')
}

/**
 * Makes sure that every contract exists and the purse is well filled. Does nothing on a chain that has both, so it runs
 * at every start.
 * @throws {PosError} `practice.chainUnavailable` when a contract cannot be created
 */
export async function provisionChain(provision: Provision): Promise<void> {
  await deployMissing(provision)
  await fillPurse(provision)
}
