import { describe, expect, it } from 'vitest'
import { silentLog } from '../../../electron/platform/log.ts'
import { giveUp } from '../../../electron/shell/give-up.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import { fakeApp, fakeDialog } from '../../fixtures/fake-electron.ts'

describe('giveUp', () => {
  it.each([
    [new PosError('config.invalid', 'chains[0].id stands twice'), 2],
    [new PosError('ledger.locked', 'Held by process 7'), 3],
    [new PosError('ledger.corrupt', 'Entry 12 does not match'), 4],
    [new Error('no more memory'), 1],
  ])('says %s and ends with %i', (error, exitCode) => {
    const { app } = fakeApp()
    const dialog = fakeDialog()
    giveUp({ app, dialog, log: silentLog })(error)
    expect(dialog.showErrorBox).toHaveBeenCalledExactlyOnceWith(
      'The till cannot open',
      expect.stringContaining(error.message),
    )
    expect(app.exit).toHaveBeenCalledExactlyOnceWith(exitCode)
  })

  it('says what to do', () => {
    const { app } = fakeApp()
    const dialog = fakeDialog()
    giveUp({ app, dialog, log: silentLog })(new PosError('ledger.locked', 'Held'))
    expect(dialog.showErrorBox).toHaveBeenCalledWith(
      expect.any(String),
      expect.stringContaining('Close the till'),
    )
  })
})
