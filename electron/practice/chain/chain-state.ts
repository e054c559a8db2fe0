import { PosError } from '../../../shared/errors/pos-error.ts'

/** How much of a chain's past a restart keeps. */
export type KeptPast = Readonly<{
  /** Newest blocks that stay whether or not anything happened in them. */
  blocks: number
  /** Newest transactions that stay, each with its block, receipt and logs. */
  transactions: number
}>

type Fields = Readonly<Record<string, unknown>>

/** BLOCKHASH reaches no further (yellow paper, 9.4.2); anvil writes every hash since genesis into every past state. */
const reachableHashes = 256

function unreadable(what: string): PosError {
  return new PosError('practice.chainUnavailable', `The saved practice chain has no readable ${what}.`)
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fieldsOf(value: unknown, what: string): Fields {
  if (!isFields(value)) throw unreadable(what)
  return value
}

function listOf(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw unreadable(what)
  return value
}

function numberOf(value: unknown, what: string): number {
  const number = typeof value === 'string' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw unreadable(what)
  return number
}

function numberOfBlock(block: unknown): number {
  return numberOf(fieldsOf(fieldsOf(block, 'block')['header'], 'block header')['number'], 'block number')
}

function readTransaction(entry: unknown): { fields: Fields; block: number } {
  const fields = fieldsOf(entry, 'transaction')
  return { fields, block: numberOf(fields['block_number'], 'block number') }
}

/** Traces serve debuggers; receipts, logs and blocks do not come from them. */
function withoutTraces(transaction: Fields): Fields {
  return { ...transaction, info: { ...fieldsOf(transaction['info'], 'transaction'), traces: [] } }
}

function withoutOldHashes(entry: unknown, best: number): unknown {
  const [hash, state] = listOf(entry, 'past state')
  const fields = fieldsOf(state, 'past state')
  const hashes = Object.entries(fieldsOf(fields['block_hashes'], 'block hashes'))
  const reachable = hashes.filter(([number]) => Number(number) > best - reachableHashes)
  return [hash, { ...fields, block_hashes: Object.fromEntries(reachable) }]
}

/**
 * Drops what nobody asks for from anvil's state: empty blocks older than the newest `past.blocks`, transactions older
 * than the newest `past.transactions`, traces, and unreachable block hashes. What stays is untouched: the same blocks
 * under the same numbers and hashes, the same receipts and logs, all balances. Anvil accepts the gaps.
 * @param text JSON of anvil 1.7 (`anvil_dumpState`, unzipped)
 * @throws {PosError} `practice.chainUnavailable` for text of another shape; `SyntaxError` for text that is not JSON
 */
export function compactState(text: string, past: KeptPast): string {
  const state = fieldsOf(JSON.parse(text), 'state')
  const best = numberOf(state['best_block_number'], 'head')
  const firstBlock = best - past.blocks + 1
  const transactions = listOf(state['transactions'], 'transactions')
    .map(readTransaction)
    .toSorted((a, b) => a.block - b.block)
  const firstTransaction = transactions.at(-past.transactions)?.block ?? 0
  const kept = transactions.filter(({ block }) => block >= Math.min(firstTransaction, firstBlock))
  const busy = new Set(kept.map(({ block }) => block))
  const blocks = listOf(state['blocks'], 'blocks').filter((block) => {
    const number = numberOfBlock(block)
    return number === 0 || number >= firstBlock || busy.has(number)
  })
  const history = state['historical_states']
  return JSON.stringify({
    ...state,
    blocks,
    transactions: kept.map(({ fields }) => withoutTraces(fields)),
    historical_states: Array.isArray(history) ? history.map((entry) => withoutOldHashes(entry, best)) : null,
  })
}
