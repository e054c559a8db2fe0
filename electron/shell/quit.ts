import type { App } from 'electron'
import { messageOf } from '../../shared/errors/pos-error.ts'
import { isDoneWithin } from '../platform/in-time.ts'
import type { Log } from '../platform/log.ts'

/** What a person waits for a window that was closed, and what systems wait at shutdown. */
const stopLimitMs = 4_500

export type QuitDeps = Readonly<{
  app: Pick<App, 'on' | 'quit' | 'exit'>
  /** Takes no more payments, flushes and closes. */
  stop: () => Promise<void>
  log: Log
}>

/** Quits when the till's window is gone, after stopping in a bounded time, once. */
export function initQuit({ app, stop, log }: QuitDeps): void {
  let state: 'running' | 'stopping' | 'stopped' = 'running'

  const finish = async (): Promise<void> => {
    try {
      const isClean = await isDoneWithin(stop(), stopLimitMs)
      if (!isClean) log.error('The till did not stop in time; its ledger recovers by itself')
      state = 'stopped'
      if (isClean) app.quit()
      else app.exit(1)
    } catch (error) {
      log.error('The till did not stop cleanly', { problem: messageOf(error) })
      app.exit(1)
    }
  }
  app.on('before-quit', (event) => {
    if (state === 'stopped') return
    event.preventDefault()
    if (state === 'stopping') return
    state = 'stopping'
    void finish()
  })
  app.on('window-all-closed', () => app.quit())
}
