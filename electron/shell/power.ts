import type { App, PowerMonitor } from 'electron'
import type { Log } from '../platform/log.ts'

export type PowerDeps = Readonly<{
  powerMonitor: Pick<PowerMonitor, 'on'>
  app: Pick<App, 'quit'>
  /** Checks every open invoice now. */
  wake: () => void
  log: Log
}>

/** After sleep the till has missed blocks: it looks again at once instead of at its next turn. */
export function initPower({ powerMonitor, app, wake, log }: PowerDeps): void {
  powerMonitor.on('suspend', () => log.info('The machine goes to sleep'))
  powerMonitor.on('resume', () => {
    log.info('The machine woke up')
    wake()
  })
  // Ends in a bounded time (quit.ts), which systems allow for; the ledger survives if they do not.
  powerMonitor.on('shutdown', () => app.quit())
}
