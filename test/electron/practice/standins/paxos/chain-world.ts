import { encodeFunctionData, erc20Abi, getAddress, type Address } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { onTestFinished } from 'vitest'
import type { PaxosStandinOptions } from '../../../../../electron/practice/standins/paxos/start-paxos-standin.ts'
import type { Token } from '../../../../../shared/domain/tokens/token.ts'
import { startLocalChain, type LocalChain } from '../../../../fixtures/local-chain.ts'
import { customerAddress, openStage, type Json, type Stage } from './standin-client.ts'

/** A stand-in on a real chain with one token. */
export type World = Readonly<{
  stage: Stage
  chain: LocalChain
  token: Token
  options: Partial<PaxosStandinOptions>
}>

/** Sends the withdrawals. */
export const treasury = mnemonicToAccount('test test test test test test test test test test test junk', {
  addressIndex: 1,
})

/** A chain of its own with a token, as the stand-in is told of it. */
async function openChain(): Promise<Omit<World, 'stage'>> {
  const chain = await startLocalChain()
  onTestFinished(chain.stop)
  const token = await chain.deployToken('PYUSD')
  const tokens = [{ asset: 'PYUSD', address: token.address, decimals: 6 }]
  const { url: rpcUrl, chainId } = chain
  const chains = [{ network: 'ETHEREUM', chainId, rpcUrl, tokens, confirmations: 3 }]
  return { chain, token, options: { chains, treasury: { account: treasury } } }
}

/** Starts both. */
export async function openWorld(more: Partial<PaxosStandinOptions> = {}): Promise<World> {
  const { chain, token, options: usual } = await openChain()
  const options = { ...usual, ...more }
  const stage = await openStage(options)
  return { stage, chain, token, options }
}

/** The same stand-in in front of a chain that began anew, under the same name and id. */
export async function beginAnew({ stage, chain: old }: World): Promise<World> {
  const genesis = async ({ rpc }: LocalChain) => (await rpc('eth_getBlockByNumber', ['0x0', false])) as Json
  const before = (await genesis(old)).hash
  let next = await openChain()
  // A chain's first block carries the second of its start, and nothing else that is its own.
  while ((await genesis(next.chain)).hash === before) next = await openChain()
  return { ...next, stage: await stage.restart(next.options) }
}

/** A deposit address. */
export async function addressOf(stage: Stage, more: object = {}): Promise<Address> {
  const asked = { profile_id: stage.profileId, crypto_network: 'ETHEREUM', ...more }
  return getAddress((await stage.post('/transfer/deposit-addresses', asked)).body.address)
}

/** The transfers, oldest first. */
export const rows = async (stage: Stage): Promise<Json[]> =>
  (await stage.get('/transfer/transfers?order=ASC')).body.items

/** What somebody holds on the chain. */
export async function balanceOf({ chain, token }: World, holder: Address): Promise<bigint> {
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'balanceOf', args: [holder] })
  // The token answers with a number.
  return BigInt((await chain.rpc('eth_call', [{ to: token.address, data }, 'latest'])) as string)
}

/** Blocks, and then a look of the stand-in. */
export async function mine({ chain, stage }: World, blocks = 1): Promise<void> {
  await chain.mine(blocks)
  await stage.standin.step()
}

/** Gives the treasury plenty. */
export async function fund({ chain, token }: World): Promise<void> {
  await chain.pay(token, treasury.address, 1_000_000_000n)
  await chain.mine()
}

/** Asks for 7.50 to be sent to a customer. */
export const withdraw = (stage: Stage, more: object = {}) =>
  stage.post('/transfer/crypto-withdrawals', {
    profile_id: stage.profileId,
    asset: 'PYUSD',
    crypto_network: 'ETHEREUM',
    destination_address: customerAddress,
    amount: '7.5',
    ...more,
  })
