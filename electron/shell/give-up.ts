import type { App, Dialog } from 'electron'
import { isPosError, messageOf } from '../../shared/errors/pos-error.ts'
import { exitCodeFor } from '../host-exit-code.ts'
import type { Log } from '../platform/log.ts'

export type GiveUpDeps = Readonly<{
  app: Pick<App, 'exit'>
  dialog: Pick<Dialog, 'showErrorBox'>
  log: Log
}>

/** Ends a till that cannot open: says why and what to do, and exits with the code the kiosk host would use. */
export function giveUp({ app, dialog, log }: GiveUpDeps): (error: unknown) => void {
  return (error) => {
    const facts = isPosError(error) ? { code: error.code, ...error.details } : {}
    log.error(messageOf(error), facts)
    const hint = isPosError(error) ? `\n\n${error.hint}` : ''
    dialog.showErrorBox('The till cannot open', `${messageOf(error)}${hint}`)
    app.exit(exitCodeFor(error))
  }
}
