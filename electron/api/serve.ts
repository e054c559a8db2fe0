import { createORPCClient } from '@orpc/client'
import { createProcedureClient, getRouter, isProcedure, unlazy, type Router } from '@orpc/server'
import { RPCHandler as PortHandler } from '@orpc/server/message-port'
import { RPCHandler as SocketHandler } from '@orpc/server/ws'
import type { WebSocket } from 'ws'
import type { contract, TerminalClient } from '../../shared/contract/contract.ts'
import type { ApiContext, ApiServices, Connection } from './context.ts'
import { makeFailure, toFailure, type PosFailure } from './failure.ts'
import { checkFrame, encodeFailure, frameMax, type FrameCheck } from './frames.ts'

/** The contract, implemented. */
export type TerminalRouter = Router<typeof contract, ApiContext>

/** What a host serves: the implemented contract, and what every call of it needs. */
export type Api = Readonly<{ router: TerminalRouter; services: ApiServices }>

/** The end of a message channel, as Node and browsers have it; the desktop adapts Electron's to it. */
export type ServedPort = Readonly<{
  postMessage: (message: string) => void
  addEventListener: (
    type: 'message' | 'close',
    listener: (event: { readonly data?: unknown }) => void,
  ) => void
}>

function unknownProcedure(path: string): PosFailure {
  return makeFailure('contract.unknownProcedure', `There is no procedure ${path}.`, { procedure: path })
}

/** What goes wrong before a procedure runs leaves in the same shape as what goes wrong in it. */
function handlerOptions({ services }: Api): ConstructorParameters<typeof SocketHandler<ApiContext>>[1] {
  return {
    interceptors: [
      async (call) => {
        const path = call.request.url.pathname.slice(1, 100).replaceAll('/', '.')
        try {
          const result = await call.next()
          if (!result.matched) throw unknownProcedure(path)
          return result
        } catch (error) {
          throw toFailure(error, path, services)
        }
      },
    ],
  }
}

function describeRefusal({ why }: FrameCheck & { ok: false }): PosFailure {
  return why === 'tooLarge'
    ? makeFailure('contract.tooLarge', 'The message is too large.', { charactersMax: frameMax })
    : makeFailure('contract.invalidInput', 'The message could not be read.', { field: 'input' })
}

/**
 * Lets readable messages through and answers the others.
 * @param giveUp what to do about a message that cannot even be answered
 */
function admitFrame(message: unknown, send: (text: string) => void, giveUp: () => void): boolean {
  const check = checkFrame(message)
  if (check.ok) return true
  if (check.id === undefined) giveUp()
  else send(encodeFailure(check.id, describeRefusal(check)))
  return false
}

/** Serves a message channel until its other end closes. */
export function serveMessagePort(api: Api, port: ServedPort, connection: Connection): void {
  const { services } = api
  const giveUp = (): void =>
    services.log.warn('A page sent what is no message', { connection: connection.id })
  new PortHandler(api.router, handlerOptions(api)).upgrade(
    {
      postMessage: (message: string) => port.postMessage(message),
      on: (type: string, listener: (event?: { data: unknown }) => void) => {
        if (type === 'close') port.addEventListener('close', () => listener())
        else if (type === 'message') {
          port.addEventListener('message', ({ data }) => {
            if (admitFrame(data, port.postMessage, giveUp)) listener({ data })
          })
        }
      },
    },
    { context: { connection, services } },
  )
}

/** Serves a WebSocket until it closes. An answer counts as sent when the system took it, so a slow screen slows its streams. */
export async function serveWebSocket(api: Api, socket: WebSocket, connection: Connection): Promise<void> {
  const { services } = api
  const giveUp = (): void => socket.close(1008, 'A message could not be read')
  const wire: Pick<WebSocket, 'addEventListener' | 'send'> = {
    // oRPC awaits what `send` gives back, whatever its type says: that is where a slow screen is felt.
    // oxlint-disable-next-line typescript/no-misused-promises
    send: (data: string) => new Promise<void>((resolve) => socket.send(data, () => resolve())),
    addEventListener: (type, listener, options) => {
      const pass = (event: Parameters<Extract<typeof listener, (...args: never) => void>>[0]): void => {
        if ('data' in event && !admitFrame(event.data, (text) => socket.send(text), giveUp)) return
        if (typeof listener === 'function') listener(event)
        else listener.handleEvent(event)
      }
      socket.addEventListener(type, pass, options)
    },
  }
  const handler = new SocketHandler(api.router, handlerOptions(api))
  await handler.upgrade(wire, { context: { connection, services } })
}

/** Calls the terminal without a wire, under the same rules. */
export function directClient(api: Api, connection: Connection): TerminalClient {
  const { services } = api
  return createORPCClient<TerminalClient>({
    call: async (path, input, { signal, lastEventId }) => {
      const { default: procedure } = await unlazy(getRouter(api.router, path))
      if (!isProcedure(procedure)) throw unknownProcedure(path.join('.'))
      const call = createProcedureClient(procedure, { context: { connection, services }, path })
      const output: unknown = await call(input, { ...(signal === undefined ? {} : { signal }), lastEventId })
      return output
    },
  })
}
