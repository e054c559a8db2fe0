import { once } from 'node:events'
import { WebSocket } from 'ws'

/** When a node announced each block, by its hash, in the milliseconds of `performance.now()`. */
export type Heads = Readonly<{ seenAt: ReadonlyMap<string, number>; stop: () => void }>

/** Notes when the node itself announces each block. */
export async function followHeads(url: string): Promise<Heads> {
  const socket = new WebSocket(url.replace('http', 'ws'))
  await once(socket, 'open')
  const seenAt = new Map<string, number>()
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as { params?: { result?: { hash?: string } } }
    const hash = message.params?.result?.hash
    if (hash !== undefined) seenAt.set(hash, performance.now())
  })
  socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_subscribe', params: ['newHeads'] }))
  return { seenAt, stop: () => socket.terminate() }
}
