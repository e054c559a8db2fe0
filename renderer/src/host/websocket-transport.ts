import { RPCLink } from '@orpc/client/websocket'
import { PosError } from '../../../shared/errors/pos-error.ts'
import { openTimeoutMs, type OpenWay, type Transport } from './transport.ts'

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (): void =>
      reject(new PosError('connection.lost', 'The terminal did not accept the connection'))
    const timer = setTimeout(() => {
      fail()
      socket.close()
    }, openTimeoutMs)
    socket.addEventListener('open', () => resolve(), { once: true })
    socket.addEventListener('close', fail, { once: true })
    socket.addEventListener('open', () => clearTimeout(timer), { once: true })
    socket.addEventListener('close', () => clearTimeout(timer), { once: true })
  })
}

/** The kiosk's way: a WebSocket to the address the page came from. */
export function websocketTransport(url: string): Transport {
  return {
    async open(): Promise<OpenWay> {
      const socket = new WebSocket(url)
      // Text and binary frames then arrive in the order they were sent; blobs would be read asynchronously.
      socket.binaryType = 'arraybuffer'
      await opened(socket)
      return {
        link: new RPCLink({ websocket: socket }),
        onClose: (listener) => socket.addEventListener('close', listener, { once: true }),
        close: () => socket.close(),
      }
    },
  }
}

/** The address of the terminal's WebSocket for a page served at `page`. */
export function rpcAddress(page: Pick<Location, 'protocol' | 'host'>): string {
  return `${page.protocol === 'https:' ? 'wss:' : 'ws:'}//${page.host}/rpc`
}
