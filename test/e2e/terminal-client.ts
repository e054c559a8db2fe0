import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { WebSocket } from 'ws'
import type { TerminalClient } from '../../shared/contract/contract.ts'
import type { Ready } from './kiosk.ts'

/** The till's interface without its screens, as somebody with the address and bad intent would use it. */
export async function openTerminalClient(
  ready: Ready,
): Promise<Readonly<{ client: TerminalClient; close: () => void }>> {
  const { host, origin } = new URL(ready.url)
  const paired = await fetch(ready.url, { redirect: 'manual' })
  const cookie = paired.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const socket = new WebSocket(`ws://${host}/rpc?screen=till`, { headers: { origin, cookie } })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  // `ws` speaks the browser's interface; only the names of its types differ.
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket })
  return { client: createORPCClient(link), close: () => socket.close() }
}
