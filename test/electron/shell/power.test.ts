import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { initPower } from '../../../electron/shell/power.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import { fakeApp } from '../../fixtures/fake-electron.ts'

describe('initPower', () => {
  it('looks at every open invoice after sleep, and quits before the machine does', () => {
    const { app } = fakeApp()
    const powerMonitor = new EventEmitter() as EventEmitter & Electron.PowerMonitor
    const wake = vi.fn<() => void>()
    initPower({ powerMonitor, app, wake, log: silentLog })
    powerMonitor.emit('suspend')
    expect(wake).not.toHaveBeenCalled()
    powerMonitor.emit('resume')
    expect(wake).toHaveBeenCalledTimes(1)
    expect(app.quit).not.toHaveBeenCalled()
    powerMonitor.emit('shutdown')
    expect(app.quit).toHaveBeenCalledTimes(1)
  })
})
