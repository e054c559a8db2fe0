import type { BlockRef } from '../../../shared/domain/tokens/chain.ts'
import { parseBlock, toRef } from '../../chains/evm/parse-answer.ts'
import type { Ledger, LedgerTransaction } from '../../ledger/port.ts'
import { appendPin, appendStaff } from '../../staff/manage-staff.ts'
import { callRpc } from '../chain/json-rpc.ts'
import type { DrillStart } from './drill-start.ts'

/** As many past states as a practice chain keeps: a reorganisation goes no deeper. */
const rememberedBlocks = 32

/** The newest blocks of a chain, oldest first. */
async function readNewestBlocks(rpcUrl: string): Promise<readonly BlockRef[]> {
  const head = parseBlock(await callRpc(rpcUrl, 'eth_getBlockByNumber', ['latest', false]))
  const numbers = Array.from(
    { length: Math.min(rememberedBlocks, head.number) },
    (_, index) => head.number - index - 1,
  )
  const before = await Promise.all(
    numbers.map(async (number) =>
      parseBlock(await callRpc(rpcUrl, 'eth_getBlockByNumber', [`0x${number.toString(16)}`, false])),
    ),
  )
  return [...before.toReversed(), head].map(toRef)
}

/** The people of practice with their PINs, and nobody else; an unchanged PIN keeps its count of wrong tries. */
function takeOverStaff(transaction: LedgerTransaction, { staff }: DrillStart): void {
  const kept = new Set(staff.map(({ member }) => member.id))
  for (const member of transaction.staff())
    if (!kept.has(member.id)) appendStaff(transaction, { ...member, active: false }, 'setup')
  for (const { member, pinHash } of staff) {
    appendStaff(transaction, member, 'setup')
    if (pinHash !== undefined && transaction.pinHash(member.id) !== pinHash)
      appendPin(transaction, member.id, pinHash, 'setup')
  }
}

/**
 * Makes the ledger of the drills that of a new one: the people of practice, and chains that are read from now on. Between
 * two drills the chains go on unread, and what was paid to the addresses of the last one is nobody's business any more.
 * @returns the number of the entry that starts the drill
 */
export async function enterDrill(
  ledger: Ledger,
  start: DrillStart,
  drill: Readonly<{ drillId: string; chains: readonly Readonly<{ key: string; rpcUrl: string }>[] }>,
): Promise<number> {
  const chains = await Promise.all(
    drill.chains.map(async ({ key, rpcUrl }) => ({ key, blocks: await readNewestBlocks(rpcUrl) })),
  )
  return ledger.transact((transaction) => {
    takeOverStaff(transaction, start)
    for (const { key, blocks } of chains) {
      const cursor = blocks.at(-1)
      if (!cursor) continue
      transaction.forgetChain(key)
      transaction.moveChain(key, { blocks, cursor })
    }
    return transaction.append({
      type: 'drill.started',
      subject: { kind: 'drill', id: drill.drillId },
      body: { drillId: drill.drillId, kind: start.kind },
      actor: start.startedBy,
    }).entry.seq
  })
}
