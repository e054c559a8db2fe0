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

/** A refused WebSocket does not say why; the page it came from does. A kiosk that started again knows no browser. */
async function isUnpaired(page: string): Promise<boolean> {
  try {
    const response = await fetch(page, { method: 'HEAD', cache: 'no-store' })
    return response.status === 401
  } catch {
    return false
  }
}

/**
 * The kiosk's way: a WebSocket to the address the page came from.
 * @param url address of the WebSocket
 * @param page address of the page itself, to learn whether this browser is still paired
 */
export function websocketTransport(url: string, page: string): Transport {
  return {
    async open(): Promise<OpenWay> {
      const socket = new WebSocket(url)
      // Text and binary frames then arrive in the order they were sent; blobs would be read asynchronously.
      socket.binaryType = 'arraybuffer'
      try {
        await opened(socket)
      } catch (error) {
        throw (await isUnpaired(page))
          ? new PosError('session.pairingRefused', 'The kiosk does not know this browser', { cause: error })
          : error
      }
      return {
        link: new RPCLink({ websocket: socket }),
        onClose: (listener) => socket.addEventListener('close', listener, { once: true }),
        close: () => {
          socket.close()
          // A browser waits minutes for the goodbye of a side that is gone; calls and streams end now.
          socket.dispatchEvent(new Event('close'))
        },
      }
    },
  }
}

/** What a page is for; a browser may be paired as both. */
export type PageKind = 'till' | 'display'

/** The address of the terminal's WebSocket for a page of that kind. */
export function rpcAddress(page: Pick<Location, 'protocol' | 'host'>, kind: PageKind): string {
  return `${page.protocol === 'https:' ? 'wss:' : 'ws:'}//${page.host}/rpc?screen=${kind}`
}
