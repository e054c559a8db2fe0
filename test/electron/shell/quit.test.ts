import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { initQuit } from '../../../electron/shell/quit.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import { fakeApp } from '../../fixtures/fake-electron.ts'

function start(stop: () => Promise<void>) {
  const { app } = fakeApp()
  initQuit({ app, stop, log: silentLog })
  const askToQuit = (): boolean => {
    const preventDefault = vi.fn<() => void>()
    app.emit('before-quit', { preventDefault })
    return preventDefault.mock.calls.length > 0
  }
  return { app, askToQuit }
}

describe('initQuit', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('quits when the last window is closed', () => {
    const { app } = start(() => Promise.resolve())
    app.emit('window-all-closed')
    expect(app.quit).toHaveBeenCalledTimes(1)
  })

  it('stops the till first, once, and then lets the app go', async () => {
    const stop = vi.fn<() => Promise<void>>(() => Promise.resolve())
    const { app, askToQuit } = start(stop)
    expect(askToQuit()).toBe(true)
    expect(askToQuit()).toBe(true)
    await vi.advanceTimersByTimeAsync(0)
    expect(stop).toHaveBeenCalledTimes(1)
    expect(app.quit).toHaveBeenCalledTimes(1)
    expect(askToQuit()).toBe(false)
  })

  it('does not wait for a till that hangs', async () => {
    const { app, askToQuit } = start(() => new Promise(() => undefined))
    askToQuit()
    await vi.advanceTimersByTimeAsync(4_499)
    expect(app.exit).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(app.exit).toHaveBeenCalledExactlyOnceWith(1)
  })

  it('says by its exit code that stopping failed', async () => {
    const { app, askToQuit } = start(() => Promise.reject(new Error('disk')))
    askToQuit()
    await vi.advanceTimersByTimeAsync(0)
    expect(app.exit).toHaveBeenCalledExactlyOnceWith(1)
  })
})
