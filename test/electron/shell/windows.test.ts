import type { BrowserWindowConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { initWindows } from '../../../electron/shell/windows.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import {
  fakeContents,
  fakeMonitors,
  fakeWindow,
  timesCalled,
  type FakeWindow,
} from '../../fixtures/fake-electron.ts'

function start(monitorCount = 1, isPackaged = true) {
  const made: FakeWindow[] = []
  const { monitors, setCount } = fakeMonitors(monitorCount)
  const createWindow = (options: BrowserWindowConstructorOptions) => {
    const window = fakeWindow(options)
    made.push(window)
    return window
  }
  const preload = '/app/preload.cjs'
  const windows = initWindows({ createWindow, monitors, preload, isPackaged, log: silentLog })
  const addresses = () => made.map((window) => window.webContents.getURL())
  return { windows, made, setCount, addresses }
}

describe('initWindows', () => {
  it('shuts every page off from Node, from other pages and from the disk', () => {
    const { windows, made } = start(2)
    windows.openTill()
    expect(made).toHaveLength(2)
    for (const { options } of made) {
      expect(options.webPreferences).toMatchObject({
        preload: '/app/preload.cjs',
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webviewTag: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        navigateOnDragDrop: false,
        devTools: false,
      })
    }
  })

  it('has developer tools only where it is developed', () => {
    const { windows, made } = start(1, false)
    windows.openTill()
    expect(made[0]?.options.webPreferences?.devTools).toBe(true)
  })

  it('shows a window when there is something to see', () => {
    const { windows, made } = start()
    windows.openTill()
    expect(made[0]?.options.show).toBe(false)
    expect(timesCalled(made[0], 'show')).toBe(0)
    made[0]?.emit('ready-to-show')
    expect(timesCalled(made[0], 'show')).toBe(1)
  })

  it('opens the till alone on one monitor', () => {
    const { windows, addresses } = start(1)
    windows.openTill()
    expect(addresses()).toEqual(['app://pos/'])
  })

  it('fills the second monitor with the customer display', () => {
    const { windows, made, addresses } = start(2)
    windows.openTill()
    expect(addresses()).toEqual(['app://pos/', 'app://pos/display'])
    expect(made[1]?.options).toMatchObject({ x: 1920, width: 1920, height: 1080, fullscreen: true })
  })

  it('follows the second monitor as it comes and goes', () => {
    const { windows, made, setCount, addresses } = start(1)
    windows.openTill()
    setCount(2)
    expect(addresses()).toEqual(['app://pos/', 'app://pos/display'])
    setCount(1)
    expect(timesCalled(made[1], 'close')).toBe(1)
    setCount(2)
    expect(made).toHaveLength(3)
  })

  it('opens the display in a window where there is one monitor, and closes it again', () => {
    const { windows, made } = start(1)
    windows.openTill()
    windows.toggleDisplay()
    expect(made[1]?.options.fullscreen).toBeUndefined()
    windows.toggleDisplay()
    expect(timesCalled(made[1], 'close')).toBe(1)
  })

  it('closes the display with the till', () => {
    const { windows, made } = start(2)
    windows.openTill()
    made[0]?.emit('closed')
    expect(timesCalled(made[1], 'close')).toBe(1)
  })

  it('brings the till to the front, also from the dock', () => {
    const { windows, made } = start()
    windows.focusTill()
    windows.openTill()
    windows.focusTill()
    expect(timesCalled(made[0], 'restore')).toBe(1)
    expect(timesCalled(made[0], 'focus')).toBe(1)
  })

  it('knows its own pages, and no other', () => {
    const { windows, made } = start(2)
    windows.openTill()
    const [till, display] = made
    if (till === undefined || display === undefined) throw new Error('two windows were expected')
    expect(windows.screenOf(till.webContents)).toBe('till')
    expect(windows.screenOf(display.webContents)).toBe('display')
    expect(windows.screenOf(fakeContents())).toBeUndefined()
    display.emit('closed')
    expect(windows.screenOf(display.webContents)).toBeUndefined()
  })
})
