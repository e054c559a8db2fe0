import { hostTerminal, type HostedTerminal } from '../host-terminal.ts'
import type { OpenTerminal, TerminalOptions } from '../terminal-options.ts'
import { initMessagePort, type MessagePortDeps } from './message-port.ts'

export type DesktopTerminalDeps = Readonly<{
  ipcMain: MessagePortDeps['ipcMain']
  openTerminal: (options: TerminalOptions) => Promise<OpenTerminal>
  terminal: TerminalOptions
  /** The till cannot go on. */
  failed: (error: unknown) => void
}>

/** The terminal behind the windows. */
export type DesktopTerminal = Readonly<{
  /** Opens the terminal; pages that ask before it is open are served as soon as it is. */
  open: (screenOf: MessagePortDeps['screenOf']) => Promise<void>
  wake: () => void
  /** Stops what runs, however far the opening has come. */
  stop: () => Promise<void>
}>

/** Joins the terminal to the pages' message ports, across a change of environment. */
export function initDesktopTerminal({
  ipcMain,
  openTerminal,
  terminal,
  failed,
}: DesktopTerminalDeps): DesktopTerminal {
  const { ids, log } = terminal
  let opening: Promise<HostedTerminal> | undefined
  let hosted: HostedTerminal | undefined
  let dropPages = (): void => undefined

  return {
    open: async (screenOf) => {
      const ports = initMessagePort({ ipcMain, screenOf, api: () => hosted?.api(), ids, log })
      dropPages = ports.closeAll
      opening = hostTerminal({
        open: openTerminal,
        terminal,
        events: {
          leaving: ports.closeAll,
          ready: ({ environment }) => {
            log.info('The till is open', { environment })
            ports.serveWaiting()
          },
          failed,
        },
      })
      hosted = await opening
      ports.serveWaiting()
    },
    wake: () => hosted?.wake(),
    stop: async () => {
      dropPages()
      const last = await opening
      await last?.stop()
    },
  }
}
