import type { App, CrashReporter, Dialog, WebContents } from 'electron'
import { messageOf } from '../../shared/errors/pos-error.ts'
import type { Clock } from '../platform/clock.ts'
import { isDoneWithin } from '../platform/in-time.ts'
import type { Log } from '../platform/log.ts'

const reloadsMax = 3
const windowMs = 60_000
const stopLimitMs = 4_500

export type CrashRecoveryDeps = Readonly<{
  app: Pick<App, 'on' | 'relaunch' | 'exit'>
  crashReporter: Pick<CrashReporter, 'start'>
  dialog: Pick<Dialog, 'showMessageBoxSync'>
  process: Pick<NodeJS.Process, 'on'>
  /** Closes the ledger in a bounded time before the app starts anew. */
  stop: () => Promise<void>
  clock: Clock
  log: Log
}>

/** Asks what to do about a till that cannot go on. Money is in the ledger; a restart takes up where it stopped. */
function offerRestart({ app, dialog, stop, log }: CrashRecoveryDeps, detail: string): void {
  const choice = dialog.showMessageBoxSync({
    type: 'error',
    message: 'The till has to start again',
    detail: `${detail}\nNothing that was recorded is lost: open sales are checked again after the start.`,
    buttons: ['Start again', 'Close the till'],
    defaultId: 0,
    cancelId: 1,
  })
  const end = (): void => {
    if (choice === 0) app.relaunch()
    app.exit(1)
  }
  isDoneWithin(stop(), stopLimitMs)
    .catch((error: unknown) => log.error('The till did not stop cleanly', { problem: messageOf(error) }))
    .finally(end)
}

/** A page that crashes comes back by itself; one that crashes again and again is a matter for a person. */
function watchPages(deps: CrashRecoveryDeps): void {
  const { app, clock, log } = deps
  let reloads: readonly number[] = []
  app.on('render-process-gone', (_event, contents: WebContents, { reason, exitCode }) => {
    if (reason === 'clean-exit' || contents.isDestroyed()) return
    log.error('A page crashed', { reason, exitCode })
    reloads = [...reloads.filter((at) => clock.now() - at < windowMs), clock.now()]
    if (reloads.length <= reloadsMax) contents.reload()
    else offerRestart(deps, 'Its screen failed several times in a minute.')
  })
  app.on('web-contents-created', (_event, contents) => {
    contents.on('unresponsive', () => log.warn('A page does not respond'))
    contents.on('responsive', () => log.info('A page responds again'))
  })
}

/** Records every crash on this machine alone, brings pages back, and offers a restart when that is not enough. */
export function initCrashRecovery(deps: CrashRecoveryDeps): void {
  const { app, crashReporter, process, log } = deps
  crashReporter.start({ uploadToServer: false })
  watchPages(deps)
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    if (reason !== 'clean-exit') log.error('A helper process ended', { type, reason, exitCode, name })
  })
  process.on('uncaughtException', (error: Error) => {
    log.error('Uncaught', { problem: messageOf(error), stack: error.stack })
    offerRestart(deps, 'Something went wrong inside it.')
  })
  // One failed promise is a bug to report and no reason to close the shop: money moves in transactions only.
  process.on('unhandledRejection', (reason: unknown) => {
    const stack = reason instanceof Error ? reason.stack : undefined
    log.error('Unhandled rejection', { problem: messageOf(reason), stack })
  })
}
