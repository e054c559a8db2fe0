import { BaseError, encodeFunctionData, erc20Abi, keccak256, type Address, type PublicClient } from 'viem'
import { sumMinor } from '../../../../shared/domain/money/money.ts'
import { headOf } from './chain-client.ts'
import { completeWithdrawal, failWithdrawal } from './crypto-withdrawals.ts'
import type { SignedSend, StandinChain, StandinToken, Treasury } from './standin-chain.ts'
import {
  changeTransfer,
  findTransfer,
  noteOnTransfer,
  type KeptTransfer,
  type Transfer,
  type TransferInner,
} from './transfers.ts'
import { findReceipt } from './watch-deposits.ts'
import type { World } from './world.ts'

const transferGas = 150_000n
/** Far above what an idle chain asks; the coins that pay for it are free. */
const fees = { maxFeePerGas: 100_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n }

type Sender = Readonly<{ world: World; chain: StandinChain; client: PublicClient; treasury: Treasury }>

function minorOf({ inner }: KeptTransfer): bigint {
  return BigInt(inner.minor ?? '0')
}

function call(withdrawal: KeptTransfer) {
  const { destination_address = '' } = withdrawal.wire
  // The rules let only addresses of this form through.
  const args = [destination_address as Address, minorOf(withdrawal)] as const
  return { abi: erc20Abi, functionName: 'transfer', args } as const
}

/** Nothing when the token would take the transfer; a word on it otherwise. */
async function refusalOf(
  sender: Sender,
  token: StandinToken,
  withdrawal: KeptTransfer,
): Promise<string | undefined> {
  const { client, treasury } = sender
  try {
    await client.simulateContract({ ...call(withdrawal), address: token.address, account: treasury.account })
    return undefined
  } catch (error) {
    if (
      error instanceof BaseError &&
      error.walk((each) => each instanceof Error && /revert/i.test(each.message))
    )
      return error.shortMessage
    throw error
  }
}

/** True when the treasury can pay `neededMinor`: what is on its way out is counted too, or the second of two would revert. */
async function hasFunds(
  { chain, client, treasury }: Sender,
  token: StandinToken,
  neededMinor: bigint,
): Promise<boolean> {
  const holder = treasury.account.address
  const read = async (): Promise<bigint> =>
    await client.readContract({
      address: token.address,
      abi: erc20Abi,
      functionName: 'balanceOf',
      args: [holder],
    })
  const held = await read()
  if (held >= neededMinor) return true
  await treasury.fill?.({ chain, token, holder, amountMinor: neededMinor - held })
  return (await read()) >= neededMinor
}

async function sign(
  { chain, client, treasury }: Sender,
  token: StandinToken,
  withdrawal: KeptTransfer,
): Promise<SignedSend> {
  const { account } = treasury
  const nonce = await client.getTransactionCount({ address: account.address, blockTag: 'pending' })
  const raw = await account.signTransaction({
    chainId: chain.chainId,
    type: 'eip1559',
    to: token.address,
    data: encodeFunctionData(call(withdrawal)),
    gas: transferGas,
    nonce,
    ...fees,
  })
  return { raw, hash: keccak256(raw), nonce }
}

/** Looks again within one transaction, so that nothing is decided on a row that moved on. */
function onPending(world: World, id: string, work: (now: KeptTransfer) => void): void {
  world.store.atomically(() => {
    const now = findTransfer(world, id)
    if (now?.wire.status === 'PENDING') work(now)
  })
}

/** A node that has the transaction already says so; any other refusal is told apart by the receipt, next time. */
async function broadcast({ client, world }: Sender, { raw, hash }: SignedSend): Promise<void> {
  try {
    await client.sendRawTransaction({ serializedTransaction: raw })
  } catch (error) {
    if (!(error instanceof BaseError)) throw error
    world.log.info('A practice withdrawal was not taken again', { hash, problem: error.shortMessage })
  }
}

/** Signs, keeps what was signed, and only then sends it. */
async function begin(sender: Sender, withdrawal: KeptTransfer, underWayMinor: bigint): Promise<void> {
  const { world, chain } = sender
  const token = chain.tokens.find((each) => each.asset === withdrawal.wire.asset)
  if (!token) return
  if (!(await hasFunds(sender, token, underWayMinor + minorOf(withdrawal)))) return
  const refusal = await refusalOf(sender, token, withdrawal)
  if (refusal !== undefined) {
    onPending(world, withdrawal.id, (now) => failWithdrawal(world, now, 'invalid_destination_address'))
    return
  }
  const signed = await sign(sender, token, withdrawal)
  onPending(world, withdrawal.id, (now) => {
    const noted = noteOnTransfer(world, now, { signed })
    if (world.terms().hashWhilePending) changeTransfer(world, noted, { crypto_tx_hash: signed.hash })
  })
  await broadcast(sender, signed)
}

/** How a sent withdrawal stands: done, refused by the token, waiting, or to be sent once more as it was signed. */
async function follow(
  sender: Sender,
  head: number,
  withdrawal: KeptTransfer,
  signed: SignedSend,
): Promise<void> {
  const { world, chain, client, treasury } = sender
  const receipt = await findReceipt(client, signed.hash)
  if (!receipt) {
    const used = await client.getTransactionCount({ address: treasury.account.address, blockTag: 'latest' })
    // Its place was taken by another transaction, so it can never be mined: it is safe to sign it anew.
    if (used > signed.nonce && !(await findReceipt(client, signed.hash)))
      onPending(world, withdrawal.id, (now) => {
        const { signed: _, ...inner } = now.inner
        world.store.change('transfer', now.id, now.updatedNs, now.wire, inner)
      })
    else await broadcast(sender, signed)
    return
  }
  if (head - Number(receipt.blockNumber) + 1 < chain.confirmations) return
  onPending(world, withdrawal.id, (now) => {
    if (receipt.status === 'success')
      completeWithdrawal(world, now, signed.hash, String(receipt.logs[0]?.logIndex ?? 0))
    else failWithdrawal(world, now, 'invalid_destination_address')
  })
}

/** One round over the withdrawals of a chain: those under way first, so that their nonces are known to the node. */
export async function sendWithdrawals(
  world: World,
  chain: StandinChain,
  client: PublicClient,
  treasury: Treasury,
): Promise<void> {
  const sender: Sender = { world, chain, client, treasury }
  const open = world.store.findByLookup<Transfer, TransferInner>('transfer', `withdrawals:${chain.network}`)
  if (open.length === 0) return
  const head = await headOf(client)
  for (const withdrawal of open)
    if (withdrawal.inner.signed) await follow(sender, head, withdrawal, withdrawal.inner.signed)
  for (const withdrawal of open) {
    if (withdrawal.inner.signed) continue
    const underWay = open.filter(({ id, wire }) => {
      const now = findTransfer(world, id)
      return (
        now?.inner.signed !== undefined &&
        now.wire.status === 'PENDING' &&
        wire.asset === withdrawal.wire.asset
      )
    })
    await begin(sender, withdrawal, sumMinor(underWay.map(minorOf)))
  }
}
