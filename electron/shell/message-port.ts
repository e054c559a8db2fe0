import type { IpcMain, IpcMainEvent, MessagePortMain, WebContents } from 'electron'
import type { Connection, Screen } from '../api/context.ts'
import { serveMessagePort, type Api, type ServedPort } from '../api/serve.ts'
import type { Ids } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { isOurPage } from './our-page.ts'
import { connectChannel } from './preload-channel.ts'

/** Ports that may wait for the terminal to open; two windows need two. */
const waitingMax = 8

export type MessagePortDeps = Readonly<{
  ipcMain: Pick<IpcMain, 'on'>
  /** The kind of our window a page is in, if it is one of ours. */
  screenOf: (contents: WebContents) => Screen | undefined
  /** What to serve now; nothing while a terminal opens. */
  api: () => Api | undefined
  ids: Ids
  log: Log
}>

/** The pages' ways to the terminal. */
export type MessagePorts = Readonly<{
  /** Serves the pages that came while there was no terminal. */
  serveWaiting: () => void
  /** Ends every way; the pages come back by themselves. */
  closeAll: () => void
}>

/**
 * The screen that sent a message, or nothing: it must be the main frame of one of our windows, showing our page.
 * A frame that has navigated away or is gone reads as `null`.
 */
function trustedSender(event: IpcMainEvent, screenOf: MessagePortDeps['screenOf']): Screen | undefined {
  const { sender, senderFrame } = event
  if (senderFrame === null || sender.isDestroyed() || senderFrame !== sender.mainFrame) return undefined
  return isOurPage(senderFrame.url) ? screenOf(sender) : undefined
}

function asServedPort(port: MessagePortMain): ServedPort {
  return {
    postMessage: (message) => port.postMessage(message),
    addEventListener: (type, listener) => {
      if (type === 'close') port.on('close', () => listener({}))
      else port.on('message', ({ data }) => listener({ data }))
    },
  }
}

/** Takes the one port each page hands over, and serves the contract on it. */
export function initMessagePort({ ipcMain, screenOf, api, ids, log }: MessagePortDeps): MessagePorts {
  let open: readonly MessagePortMain[] = []
  let waiting: readonly (readonly [MessagePortMain, Screen])[] = []

  const serve = (port: MessagePortMain, screen: Screen): void => {
    const current = api()
    if (current === undefined) {
      waiting = [...waiting.slice(1 - waitingMax), [port, screen]]
      return
    }
    const connection: Connection = { id: ids.next('conn'), screen, session: undefined }
    open = [...open, port]
    port.once('close', () => {
      open = open.filter((other) => other !== port)
      log.info('A screen went away', { connection: connection.id })
    })
    serveMessagePort(current, asServedPort(port), connection)
    port.start()
    log.info('A screen came', { connection: connection.id, screen })
  }
  ipcMain.on(connectChannel, (event) => {
    const screen = trustedSender(event, screenOf)
    const [port] = event.ports
    if (screen !== undefined && port !== undefined && event.ports.length === 1) return serve(port, screen)
    event.ports.forEach((refused) => refused.close())
    log.warn('A message port was refused', { ports: event.ports.length, isOurs: screen !== undefined })
  })
  return {
    serveWaiting: () => {
      const ready = waiting
      waiting = []
      for (const [port, screen] of ready) serve(port, screen)
    },
    closeAll: () => open.forEach((port) => port.close()),
  }
}
