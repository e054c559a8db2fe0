import {
  BaseError,
  ContractFunctionRevertedError,
  createPublicClient,
  createTestClient,
  createWalletClient,
  encodeDeployData,
  http,
  isHex,
  TransactionReceiptNotFoundError,
  type Abi,
  type Address,
  type Chain,
  type Hex,
  type PrivateKeyAccount,
  type PublicClient,
  type TestClient,
  type TransactionReceipt,
  type Transport,
  type WalletClient,
} from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { findAnvilBinary } from '../../../../electron/practice/chain/anvil-binary.ts'
import { startAnvil } from '../../../../electron/practice/chain/anvil.ts'
import { practiceMnemonic } from '../../../../electron/practice/chain/practice-accounts.ts'
import { viemChain } from '../../../../electron/practice/chain/viem-chain.ts'
import artifacts from '../../../../resources/contracts/artifacts.json' with { type: 'json' }

const stageChainId = 31_337_777
const purse = 1_000_000_000n

type ContractName = keyof typeof artifacts.contracts

/** A deployed token, as viem's calls take it. */
export type StagedToken = Readonly<{ address: Address; abi: Abi }>

/** A chain that mines every transaction at once, for one test file. */
export type Stage = Readonly<{
  chainId: number
  reader: PublicClient
  writer: WalletClient<Transport, Chain>
  cheats: TestClient<'anvil'>
  issuer: PrivateKeyAccount
  /** Somebody new, with coins to pay for transactions. */
  person: () => Promise<PrivateKeyAccount>
  deploy: (name: ContractName, args: readonly unknown[]) => Promise<StagedToken>
  stop: () => Promise<void>
}>

const receiptTriesMax = 1_000

/**
 * The receipt of a transaction that a node mines at once. viem's own wait looks once for each block: where the node tells of the
 * block before it tells of the receipt, and mines no other, it waits for ever.
 */
export async function receiptOf({ reader }: Pick<Stage, 'reader'>, hash: Hex): Promise<TransactionReceipt> {
  for (let tries = 0; tries < receiptTriesMax; tries += 1) {
    try {
      return await reader.getTransactionReceipt({ hash })
    } catch (error) {
      if (!(error instanceof TransactionReceiptNotFoundError)) throw error
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  throw new Error(`The node mines no block for ${hash}`)
}

export async function openStage(): Promise<Stage> {
  const anvil = await startAnvil({
    binary: findAnvilBinary(),
    port: 0,
    chainId: stageChainId,
    mnemonic: practiceMnemonic,
    historicalStates: 2,
  })
  return await stageOn({ url: anvil.rpcUrl, chainId: stageChainId, stop: () => anvil.kill() })
}

/** Makes a stage of a chain that runs already; from now on it mines every transaction at once. */
export async function stageOn({
  url,
  chainId,
  stop,
}: Readonly<{ url: string; chainId: number; stop: () => Promise<void> }>): Promise<Stage> {
  const chain = viemChain(chainId, url)
  const transport = http(url)
  const reader: PublicClient = createPublicClient({ chain, transport, pollingInterval: 10 })
  const writer = createWalletClient({ chain, transport })
  const cheats = createTestClient({ chain, transport, mode: 'anvil' })
  await cheats.setAutomine(true)
  const person = async (): Promise<PrivateKeyAccount> => {
    const account = privateKeyToAccount(generatePrivateKey())
    await cheats.setBalance({ address: account.address, value: 10n ** 20n })
    return account
  }
  const issuer = await person()

  const deploy = async (name: ContractName, args: readonly unknown[]): Promise<StagedToken> => {
    const { abi: compiled, bytecode } = artifacts.contracts[name]
    if (!isHex(bytecode)) throw new Error('The artifact holds code.')
    // The compiler wrote it; JSON modules lose the literal types.
    const abi = compiled as Abi
    const hash = await writer.sendTransaction({
      account: issuer,
      data: encodeDeployData({ abi, bytecode, args }),
    })
    const { contractAddress: address } = await receiptOf({ reader }, hash)
    if (!address) throw new Error('The contract was not created.')
    return { address, abi }
  }
  return { chainId, reader, writer, cheats, issuer, person, deploy, stop }
}

export function readToken(
  stage: Stage,
  token: StagedToken,
  functionName: string,
  args: readonly unknown[] = [],
) {
  return stage.reader.readContract({ ...token, functionName, args })
}

/** Sends a call for real and returns the names and arguments of what the token announced. */
export async function send(
  stage: Stage,
  token: StagedToken,
  account: PrivateKeyAccount,
  functionName: string,
  args: readonly unknown[],
) {
  const { request } = await stage.reader.simulateContract({ ...token, account, functionName, args })
  const hash = await stage.writer.writeContract(request)
  const receipt = await receiptOf(stage, hash)
  const events = await stage.reader.getContractEvents({ ...token, blockHash: receipt.blockHash })
  return {
    status: receipt.status,
    events: events.map(({ eventName, args: values }) => ({ eventName, values: values ?? {} })),
  }
}

/** The words or the error name a call is refused with; `undefined` when it is not refused. */
export async function refusalOf(
  stage: Stage,
  token: StagedToken,
  account: PrivateKeyAccount,
  functionName: string,
  args: readonly unknown[],
): Promise<string | undefined> {
  try {
    await stage.reader.simulateContract({ ...token, account, functionName, args })
    return undefined
  } catch (error) {
    const revert =
      error instanceof BaseError && error.walk((each) => each instanceof ContractFunctionRevertedError)
    if (!(revert instanceof ContractFunctionRevertedError)) throw error
    return revert.data?.errorName === 'Error' ? revert.reason : revert.data?.errorName
  }
}

/** A holder with a billion minor units. */
export async function makeHolder(stage: Stage, token: StagedToken): Promise<PrivateKeyAccount> {
  const holder = await stage.person()
  await send(stage, token, stage.issuer, 'mint', [holder.address, purse])
  return holder
}

export const authorizationTypes = {
  TransferWithAuthorization: [
    { name: 'from', type: 'address' },
    { name: 'to', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'validAfter', type: 'uint256' },
    { name: 'validBefore', type: 'uint256' },
    { name: 'nonce', type: 'bytes32' },
  ],
  ReceiveWithAuthorization: [
    { name: 'from', type: 'address' },
    { name: 'to', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'validAfter', type: 'uint256' },
    { name: 'validBefore', type: 'uint256' },
    { name: 'nonce', type: 'bytes32' },
  ],
  CancelAuthorization: [
    { name: 'authorizer', type: 'address' },
    { name: 'nonce', type: 'bytes32' },
  ],
  Permit: [
    { name: 'owner', type: 'address' },
    { name: 'spender', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

export type Domain = Readonly<{ name: string; version: string; chainId: number; verifyingContract: Address }>
export type Authorization = Readonly<{
  from: Address
  to: Address
  value: bigint
  validAfter: bigint
  validBefore: bigint
  nonce: Hex
}>

/** The arguments of an authorization in the order of the contract. */
export function fields(authorization: Authorization): readonly unknown[] {
  const { from, to, value, validAfter, validBefore, nonce } = authorization
  return [from, to, value, validAfter, validBefore, nonce]
}

export function signAuthorization(
  signer: PrivateKeyAccount,
  domain: Domain,
  primaryType: 'TransferWithAuthorization' | 'ReceiveWithAuthorization',
  message: Authorization,
): Promise<Hex> {
  return signer.signTypedData({ domain, types: authorizationTypes, primaryType, message })
}

export function signCancellation(
  signer: PrivateKeyAccount,
  domain: Domain,
  message: Readonly<{ authorizer: Address; nonce: Hex }>,
): Promise<Hex> {
  return signer.signTypedData({
    domain,
    types: authorizationTypes,
    primaryType: 'CancelAuthorization',
    message,
  })
}

export function signPermit(
  signer: PrivateKeyAccount,
  domain: Domain,
  message: Readonly<{ owner: Address; spender: Address; value: bigint; nonce: bigint; deadline: bigint }>,
): Promise<Hex> {
  return signer.signTypedData({ domain, types: authorizationTypes, primaryType: 'Permit', message })
}

/** Puts a contract wallet at an address that answers every EIP-1271 question with yes. */
export async function makeAgreeableWallet(stage: Stage, address: Address): Promise<void> {
  await stage.cheats.setCode({ address, bytecode: '0x631626ba7e60e01b60005260206000f3' })
}
