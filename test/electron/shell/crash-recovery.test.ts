import { EventEmitter } from 'node:events'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { initCrashRecovery } from '../../../electron/shell/crash-recovery.ts'
import { fakeApp, fakeContents, fakeCrashReporter, fakeDialog } from '../../fixtures/fake-electron.ts'
import { openProbe } from '../../contract/probe-api.ts'

function start(choice = 0) {
  const { app } = fakeApp()
  const process = new EventEmitter()
  const dialog = fakeDialog(choice)
  const crashReporter = fakeCrashReporter()
  const stop = vi.fn<() => Promise<void>>(() => Promise.resolve())
  const { clock, api, logged } = openProbe()
  const { log } = api.services
  // Node's process is an emitter with a narrower `on`; only `on` is used.
  const running = process as unknown as Pick<NodeJS.Process, 'on'>
  initCrashRecovery({ app, crashReporter, dialog, process: running, stop, clock, log })
  return { app, process, dialog, crashReporter, stop, clock, logged }
}

const crashed = { reason: 'crashed', exitCode: 5 }

describe('initCrashRecovery', () => {
  let world: ReturnType<typeof start>
  beforeEach(() => {
    world = start()
  })

  it('keeps crash reports on this machine', () => {
    expect(world.crashReporter.start).toHaveBeenCalledExactlyOnceWith({ uploadToServer: false })
  })

  it('brings a page that crashed back, and says so in the log', () => {
    const contents = fakeContents()
    world.app.emit('render-process-gone', {}, contents, crashed)
    expect(contents.reload).toHaveBeenCalledTimes(1)
    expect(world.logged).toContainEqual({ message: 'A page crashed', fields: crashed })
    expect(world.dialog.showMessageBoxSync).not.toHaveBeenCalled()
  })

  it('leaves a page that ended as it should', () => {
    const contents = fakeContents()
    world.app.emit('render-process-gone', {}, contents, { reason: 'clean-exit', exitCode: 0 })
    expect(contents.reload).not.toHaveBeenCalled()
  })

  it('asks a person when it crashes a fourth time in a minute, and not before', async () => {
    const contents = fakeContents()
    for (let count = 0; count < 3; count += 1) world.app.emit('render-process-gone', {}, contents, crashed)
    world.clock.at += 60_000
    world.app.emit('render-process-gone', {}, contents, crashed)
    expect(contents.reload).toHaveBeenCalledTimes(4)
    for (let count = 0; count < 3; count += 1) world.app.emit('render-process-gone', {}, contents, crashed)
    expect(contents.reload).toHaveBeenCalledTimes(6)
    expect(world.dialog.showMessageBoxSync).toHaveBeenCalledTimes(1)
    await vi.waitFor(() => expect(world.app.exit).toHaveBeenCalledWith(1))
  })

  it.each([
    [0, 1],
    [1, 0],
  ])(
    'after an error nobody caught, answer %i starts again %i times, with the ledger closed first',
    async (choice, restarts) => {
      world = start(choice)
      world.process.emit('uncaughtException', new Error('lost'))
      await vi.waitFor(() => expect(world.app.exit).toHaveBeenCalledExactlyOnceWith(1))
      expect(world.stop).toHaveBeenCalledTimes(1)
      expect(world.app.relaunch).toHaveBeenCalledTimes(restarts)
    },
  )

  it('ends even when the ledger does not close', async () => {
    world.stop.mockRejectedValueOnce(new Error('stuck'))
    world.process.emit('uncaughtException', new Error('lost'))
    await vi.waitFor(() => expect(world.app.exit).toHaveBeenCalledWith(1))
  })

  it('goes on after a promise that failed unheard, and records it', () => {
    world.process.emit('unhandledRejection', new Error('forgotten'))
    expect(world.logged).toContainEqual({
      message: 'Unhandled rejection',
      fields: { problem: 'forgotten', stack: expect.any(String) },
    })
    expect(world.app.exit).not.toHaveBeenCalled()
  })

  it('records helper processes that end and pages that hang', () => {
    const contents = fakeContents()
    world.app.emit('web-contents-created', {}, contents)
    contents.emit('unresponsive')
    contents.emit('responsive')
    world.app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 1 })
    world.app.emit('child-process-gone', {}, { type: 'Utility', reason: 'clean-exit', exitCode: 0 })
    expect(world.logged.map(({ message }) => message)).toEqual([
      'A page does not respond',
      'A page responds again',
      'A helper process ended',
    ])
  })
})
