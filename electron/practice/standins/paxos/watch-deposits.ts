import { getAddress, parseAbiItem, TransactionReceiptNotFoundError, type Hash, type PublicClient } from 'viem'
import { fromMinor } from './amounts.ts'
import { hashAt, headOf } from './chain-client.ts'
import { cursorName } from './chain-eras.ts'
import { confirmDeposit, detectDeposit, dropDeposit } from './crypto-deposits.ts'
import { findDepositAddress } from './deposit-addresses.ts'
import type { StandinChain } from './standin-chain.ts'
import {
  findTransfer,
  noteOnTransfer,
  type KeptTransfer,
  type Transfer,
  type TransferInner,
} from './transfers.ts'
import type { World } from './world.ts'

const transferEvent = parseAbiItem('event Transfer(address indexed from, address indexed to, uint256 value)')

/** Blocks per log query, and how far back a reorganisation is looked for. */
const blocksMax = 2_000
const rewindBlocks = 128

type Cursor = Readonly<{ number: number; hash: string }>

function readCursor(world: World, chain: StandinChain): Cursor | undefined {
  const [number, hash] = (world.store.setting(cursorName(chain)) ?? '').split(' ')
  return number === undefined || hash === undefined ? undefined : { number: Number(number), hash }
}

/** Where to go on: behind the last block, or further back when that block is no longer on the chain, or not kept there. */
async function nextBlock(client: PublicClient, cursor: Cursor, head: number): Promise<number> {
  const isSame = cursor.number <= head && (await hashAt(client, cursor.number)) === cursor.hash
  return isSame ? cursor.number + 1 : Math.max(0, Math.min(cursor.number, head) - rewindBlocks)
}

async function readLogs(client: PublicClient, chain: StandinChain, from: number, to: number) {
  return await client.getLogs({
    address: chain.tokens.map(({ address }) => address),
    event: transferEvent,
    fromBlock: BigInt(from),
    toBlock: BigInt(to),
    strict: true,
  })
}

type Log = Awaited<ReturnType<typeof readLogs>>[number]

/** A chain that is looked at, and which one it is among those that had its name. */
type Watched = Readonly<{ world: World; chain: StandinChain; era: string }>

/** The key of a deposit, and a fresh one when the same transfer had failed and is back on the chain. */
function freeKey(world: World, base: string): string | undefined {
  for (let round = 0; ; round += 1) {
    const key = round === 0 ? base : `${base}:${round}`
    const known = world.store.findByRef<Transfer, TransferInner>('transfer', key)
    if (!known) return key
    if (known.wire.status !== 'FAILED' || known.inner.plan !== undefined) return undefined
  }
}

function record({ world, chain, era }: Watched, log: Log, ordinals: Map<Hash, number>): void {
  const address = getAddress(log.args.to)
  const token = chain.tokens.find((each) => getAddress(each.address) === getAddress(log.address))
  if (!token || log.args.value === 0n || !findDepositAddress(world, address)) return
  const ordinal = ordinals.get(log.transactionHash) ?? 0
  ordinals.set(log.transactionHash, ordinal + 1)
  const key = freeKey(world, `${chain.network}:${era}:${log.transactionHash}:${ordinal}`)
  if (key === undefined) return
  detectDeposit(world, {
    network: chain.network,
    asset: token.asset,
    address,
    amount: fromMinor(log.args.value, token.decimals),
    txHash: log.transactionHash,
    txIndex: String(log.logIndex),
    onChain: { number: Number(log.blockNumber), hash: log.blockHash, ordinal },
    key,
  })
}

async function scan(watched: Watched, client: PublicClient, head: number): Promise<void> {
  const { world, chain } = watched
  const cursor = readCursor(world, chain)
  if (!cursor) return
  let from = await nextBlock(client, cursor, head)
  while (from <= head) {
    const to = Math.min(head, from + blocksMax - 1)
    const [logs, hash = ''] = await Promise.all([readLogs(client, chain, from, to), hashAt(client, to)])
    world.store.atomically(() => {
      const ordinals = new Map<Hash, number>()
      for (const log of logs) record(watched, log, ordinals)
      world.store.setSetting(cursorName(chain), `${to} ${hash}`)
    })
    from = to + 1
  }
}

/** The receipt of a transaction, or nothing while no block has it. */
export async function findReceipt(client: PublicClient, hash: Hash) {
  try {
    return await client.getTransactionReceipt({ hash })
  } catch (error) {
    if (error instanceof TransactionReceiptNotFoundError) return undefined
    throw error
  }
}

async function follow(
  world: World,
  chain: StandinChain,
  client: PublicClient,
  head: number,
  deposit: KeptTransfer,
): Promise<void> {
  const { seenIn } = deposit.inner
  if (!seenIn) return
  // The row came from a log of this chain, whose hash it holds.
  const receipt = await findReceipt(client, deposit.wire.crypto_tx_hash as Hash)
  world.store.atomically(() => {
    const now = findTransfer(world, deposit.id)
    if (now?.wire.status !== 'PENDING') return
    if (receipt) {
      const number = Number(receipt.blockNumber)
      const noted =
        receipt.blockHash === seenIn.hash
          ? now
          : noteOnTransfer(world, now, { seenIn: { number, hash: receipt.blockHash } })
      if (head - number + 1 >= chain.confirmations) confirmDeposit(world, noted)
    } else if (head - seenIn.number + 1 >= chain.confirmations) {
      dropDeposit(world, now)
    }
  })
}

/** One look at a chain: new transfers to our addresses, and how those on their way stand. */
export async function watchDeposits(watched: Watched, client: PublicClient): Promise<void> {
  const { world, chain } = watched
  const head = await headOf(client)
  await scan(watched, client, head)
  const open = world.store.findByLookup<Transfer, TransferInner>('transfer', `deposits:${chain.network}`)
  for (const deposit of open) await follow(world, chain, client, head, deposit)
}
