import type { App } from 'electron'

export type SingleInstanceDeps = Readonly<{
  app: Pick<App, 'on' | 'requestSingleInstanceLock'>
  /** Brings the till to the front. What the second start was given is not looked at: it is untrusted. */
  focus: () => void
}>

/**
 * Takes the lock of the data folder: two writers on one ledger are data loss. The second start only shows the first.
 * @returns false when another till runs; this one must end at once
 */
export function initSingleInstance({ app, focus }: SingleInstanceDeps): boolean {
  if (!app.requestSingleInstanceLock()) return false
  app.on('second-instance', () => focus())
  return true
}
