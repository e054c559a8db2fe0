import type { BlockRef } from '../../../shared/domain/tokens/chain.ts'
import type { LedgerReader, LedgerTransaction } from '../port.ts'
import type { Store } from '../store.ts'

/** Stored blocks of one chain: enough for the longest unfinalized stretch that can be rewound. */
const windowMax = 256

type BlockRow = Readonly<{
  number: number
  hash: BlockRef['hash']
  parent_hash: BlockRef['hash']
  timestamp: number
}>

function toBlockRef({ number, hash, parent_hash: parentHash, timestamp }: BlockRow): BlockRef {
  return { number, hash, parentHash, timestamp }
}

/** Reads of where each chain loop stands. */
export function chainReads(store: Store): Pick<LedgerReader, 'chainCursor' | 'chainWindow'> {
  return {
    chainCursor: (chain) => {
      const row = store.find<BlockRow>(
        'SELECT number, hash, parent_hash, timestamp FROM chain_cursor WHERE chain = ?',
        [chain],
      )
      return row && toBlockRef(row)
    },
    chainWindow: (chain, limit) =>
      store
        .list<BlockRow>(
          'SELECT number, hash, parent_hash, timestamp FROM chain_block WHERE chain = ? ORDER BY number DESC LIMIT ?',
          [chain, limit],
        )
        .map(toBlockRef),
  }
}

/** Forgets blocks above a number, remembers new ones, keeps the newest 256, and moves the cursor. */
export function moveChain(
  store: Store,
  chain: string,
  { rewoundTo, blocks, cursor }: Parameters<LedgerTransaction['moveChain']>[1],
): void {
  if (rewoundTo !== undefined)
    store.run('DELETE FROM chain_block WHERE chain = ? AND number > ?', [chain, rewoundTo])
  for (const block of blocks) {
    store.run(
      `INSERT INTO chain_block (chain, number, hash, parent_hash, timestamp) VALUES (?1, ?2, ?3, ?4, ?5)
       ON CONFLICT DO UPDATE SET hash = ?3, parent_hash = ?4, timestamp = ?5`,
      [chain, block.number, block.hash, block.parentHash, block.timestamp],
    )
  }
  store.run(
    `DELETE FROM chain_block WHERE chain = ?1 AND number <=
       (SELECT number FROM chain_block WHERE chain = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)`,
    [chain, windowMax],
  )
  store.run(
    `INSERT INTO chain_cursor (chain, number, hash, parent_hash, timestamp) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT DO UPDATE SET number = ?2, hash = ?3, parent_hash = ?4, timestamp = ?5`,
    [chain, cursor.number, cursor.hash, cursor.parentHash, cursor.timestamp],
  )
}

/** Forgets the blocks and the cursor of a chain. */
export function forgetChain(store: Store, chain: string): void {
  store.run('DELETE FROM chain_block WHERE chain = ?', [chain])
  store.run('DELETE FROM chain_cursor WHERE chain = ?', [chain])
}
