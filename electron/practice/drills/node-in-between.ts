import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { assertInvariant } from '../../../shared/errors/assert.ts'
import { messageOf } from '../../../shared/errors/pos-error.ts'
import type { Log } from '../../platform/log.ts'
import { callRpc } from '../chain/json-rpc.ts'

/** One JSON-RPC call on its way to the node. */
type NodeCall = Readonly<{ method: string; params: readonly unknown[] }>

/**
 * What stands between till and node does to one call: it gives a result of its own, or `undefined` for the node's.
 * `ask` asks the node.
 */
export type NodeFault = (
  call: NodeCall,
  ask: (method: string, params: readonly unknown[]) => Promise<unknown>,
) => Promise<unknown>

/** A node that stands before another one, on this machine only, and does wrong on demand. */
export type NodeInBetween = Readonly<{
  url: string
  /** `down` breaks every connection off; without a fault it is honest. */
  setFault: (fault: NodeFault | 'down' | undefined) => void
  stop: () => Promise<void>
}>

const bodyBytesMax = 1024 * 1024

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request) {
    assertInvariant(Buffer.isBuffer(part), 'A request without an encoding is read as bytes')
    bytes += part.length
    assertInvariant(bytes <= bodyBytesMax, 'The till asks less at once', { bytes })
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

async function forward(url: string, body: string): Promise<string> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body })
  return await response.text()
}

type NumberedCall = NodeCall & Readonly<{ id: unknown }>

/** Only the till of this process asks, in the shape that its own client gives a call. */
function parseCalls(body: string): { calls: readonly NumberedCall[]; isBatch: boolean } {
  const parsed = JSON.parse(body) as NumberedCall | readonly NumberedCall[]
  const isBatch = Array.isArray(parsed)
  return { calls: [parsed].flat(), isBatch }
}

/** Starts a node before another one. */
export async function startNodeInBetween(nodeUrl: string, log: Log): Promise<NodeInBetween> {
  let fault: NodeFault | 'down' | undefined
  const ask = async (method: string, params: readonly unknown[]): Promise<unknown> =>
    await callRpc(nodeUrl, method, params)
  const answerOne = async (call: NumberedCall, current: NodeFault): Promise<object> => {
    const made = await current(call, ask)
    return {
      jsonrpc: '2.0',
      id: call.id,
      result: made === undefined ? await ask(call.method, call.params) : made,
    }
  }
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request)
    const current = fault
    if (current === 'down') {
      response.destroy()
      return
    }
    let answer: string
    if (current === undefined) answer = await forward(nodeUrl, body)
    else {
      const { calls, isBatch } = parseCalls(body)
      const answers = await Promise.all(calls.map(async (call) => await answerOne(call, current)))
      answer = JSON.stringify(isBatch ? answers : answers[0])
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer)
  }
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      log.warn('The node in between could not answer', { problem: messageOf(error) })
      response.destroy()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on a port has the address of one.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    setFault: (next) => {
      fault = next
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
