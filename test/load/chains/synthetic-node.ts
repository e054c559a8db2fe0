import { createServer } from 'node:http'
import { once } from 'node:events'
import { keccak256, stringToHex } from 'viem'

/**
 * A node over real HTTP whose blocks are made up from their numbers, so that fifty thousand of them cost nothing to mine. It
 * answers what a chain loop asks, without a single transfer, and refuses ranges beyond its limit in the words of a provider.
 */
export type SyntheticNode = Readonly<{
  url: string
  calls: () => number
  resetCalls: () => void
  stop: () => Promise<void>
}>

type Asked = Readonly<{ id: number; method: string; params: readonly unknown[] }>
type Answer = Readonly<{ result: unknown } | { error: Readonly<{ code: number; message: string }> }>

const finalDepth = 64
const emptyBloom = `0x${'0'.repeat(512)}`

/** The block of a number; one a second, the newest at this moment. */
export function syntheticBlock(number: number, headNumber: number, headTimestamp: number) {
  const hashOf = (height: number): `0x${string}` => keccak256(stringToHex(`block ${height}`))
  return {
    number: `0x${number.toString(16)}`,
    hash: hashOf(number),
    parentHash: hashOf(number - 1),
    timestamp: `0x${(headTimestamp - (headNumber - number)).toString(16)}`,
    logsBloom: emptyBloom,
  } as const
}

/** Starts a node whose newest block stays the same. */
export async function startSyntheticNode(
  options: Readonly<{ chainId: number; headNumber: number; headTimestamp: number; rangeBlocksMax: number }>,
): Promise<SyntheticNode> {
  const { chainId, headNumber, headTimestamp, rangeBlocksMax } = options
  let calls = 0
  const blockOf = (tag: unknown): unknown => {
    const named = { latest: headNumber, finalized: headNumber - finalDepth, safe: headNumber - finalDepth }
    const number = Object.hasOwn(named, String(tag)) ? named[tag as keyof typeof named] : Number(tag)
    return number > headNumber ? null : syntheticBlock(number, headNumber, headTimestamp)
  }
  const logsOf = (filter: Readonly<{ fromBlock?: string; toBlock?: string }>): Answer => {
    if (filter.fromBlock === undefined) return { result: [] }
    const blocks = Number(filter.toBlock) - Number(filter.fromBlock) + 1
    return blocks <= rangeBlocksMax
      ? { result: [] }
      : { error: { code: -32_602, message: `eth_getLogs is limited to a ${rangeBlocksMax} range` } }
  }
  const answer = ({ method, params }: Asked): Answer => {
    if (method === 'eth_chainId') return { result: `0x${chainId.toString(16)}` }
    if (method === 'eth_getBlockByNumber') return { result: blockOf(params[0]) }
    // What it says to the only call that a loop makes of a contract: six decimals.
    if (method === 'eth_call') return { result: `0x${'6'.padStart(64, '0')}` }
    return method === 'eth_getLogs'
      ? logsOf(params[0] as Parameters<typeof logsOf>[0])
      : { error: { code: -32_601, message: `${method} does not exist` } }
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const asked = JSON.parse(Buffer.concat(chunks).toString()) as Asked
      calls += 1
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ jsonrpc: '2.0', id: asked.id, ...answer(asked) }))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls: () => calls,
    resetCalls: () => (calls = 0),
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
