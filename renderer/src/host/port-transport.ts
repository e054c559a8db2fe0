import { RPCLink } from '@orpc/client/message-port'
import { PosError } from '../../../shared/errors/pos-error.ts'
import { openTimeoutMs, type OpenWay, type Transport } from './transport.ts'

/** What the page asks of the preload, which answers with a message that carries one port. */
export const connectMessage = { type: 'stablepoint:connect' } as const
/** The kind of the preload's answer. */
export const connectAnswer = 'stablepoint:port'

function isAnswer(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === connectAnswer
}

function receivePort(page: Window): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(timer)
      page.removeEventListener('message', take)
    }
    const take = (event: MessageEvent): void => {
      const port = event.ports[0]
      // Only the preload of this very window may hand over the port; frames and other windows are not heard.
      if (event.source !== page || !isAnswer(event.data) || port === undefined) return
      settle()
      resolve(port)
    }
    const timer = setTimeout(() => {
      settle()
      reject(new PosError('connection.lost', 'The desktop did not hand over a port'))
    }, openTimeoutMs)
    page.addEventListener('message', take)
    page.postMessage(connectMessage, page.location.origin)
  })
}

/** The desktop's way: a message port that the preload hands over on request. */
export function portTransport(page: Window): Transport {
  return {
    async open(): Promise<OpenWay> {
      const port = await receivePort(page)
      const link = new RPCLink({ port })
      port.start()
      return {
        link,
        onClose: (listener) => port.addEventListener('close', () => listener(), { once: true }),
        close: () => {
          port.close()
          // Closing a port tells only the other side; calls and streams that wait here must end too.
          port.dispatchEvent(new Event('close'))
        },
      }
    },
  }
}
