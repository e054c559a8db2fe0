import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { OpenTerminal, TerminalOptions } from '../../electron/terminal-options.ts'
import { openProbe } from '../contract/probe-api.ts'
import {
  fakeApp,
  fakeCrashReporter,
  fakeDialog,
  fakeMenu,
  fakeSafeStorage,
  fakeMonitors,
  fakeProtocol,
  fakeSession,
  fakeShell,
  fakeWindow,
} from '../fixtures/fake-electron.ts'

const openTerminal = vi.hoisted(() => vi.fn<(options: TerminalOptions) => Promise<OpenTerminal>>())
vi.mock('../../electron/terminal.ts', () => ({ openTerminal }))

/** The order in which things happened to the machine. */
let story: string[]

function told<T extends (...args: never[]) => unknown>(name: string, work?: T): T {
  const tell = (...args: Parameters<T>): unknown => {
    story.push(name)
    return work?.(...args)
  }
  return tell as T
}

const cleanUp: (() => void)[] = []

/** The host listens to this process; the next test must not be heard by it. */
function watchListeners(): void {
  const events = ['uncaughtException', 'unhandledRejection']
  const emitter: NodeJS.EventEmitter = process
  const before = new Set(events.flatMap((event) => emitter.listeners(event)))
  cleanUp.push(() => {
    for (const event of events) {
      for (const listener of emitter.listeners(event)) {
        if (!before.has(listener)) emitter.off(event, listener as () => void)
      }
    }
  })
}

async function startMain(args: readonly string[], isFirst = true) {
  const { EventEmitter } = await import('node:events')
  const { app, becomeReady } = fakeApp(isFirst)
  const { monitors } = fakeMonitors(1)
  const dialog = fakeDialog()
  const protocol = fakeProtocol()
  const session = fakeSession()
  const windows: ReturnType<typeof fakeWindow>[] = []
  const electron = {
    app: Object.assign(app, {
      enableSandbox: told('sandbox', app.enableSandbox),
      requestSingleInstanceLock: told('lock', app.requestSingleInstanceLock),
      whenReady: told('whenReady', app.whenReady),
    }),
    BrowserWindow: function BrowserWindow(options: object) {
      story.push('window')
      const window = fakeWindow(options)
      windows.push(window)
      return window
    },
    crashReporter: fakeCrashReporter(),
    dialog,
    ipcMain: new EventEmitter(),
    Menu: fakeMenu(),
    powerMonitor: new EventEmitter(),
    protocol: {
      registerSchemesAsPrivileged: told('scheme', protocol.registerSchemesAsPrivileged),
      handle: told('protocol', protocol.handle),
    },
    safeStorage: fakeSafeStorage(true, 'gnome_libsecret'),
    screen: monitors,
    session: {
      defaultSession: {
        ...session,
        setPermissionRequestHandler: told('permissions', session.setPermissionRequestHandler),
      },
    },
    shell: fakeShell(),
  }
  vi.doMock('electron', () => electron)
  watchListeners()
  const argv = process.argv
  process.argv = ['/opt/electron', '.', '--data', '/tmp/stablepoint-main-test', ...args]
  await import('../../electron/main.ts')
  process.argv = argv
  return { ...electron, becomeReady, windows, dialog }
}

function terminalThatSaysSo(): OpenTerminal {
  const { api } = openProbe()
  return {
    environment: 'practice',
    api,
    router: api.router,
    describe: () => ({ environment: 'practice', chains: [] }),
    onRestartWanted: () => undefined,
    wake: () => story.push('wake'),
    stop: () => Promise.resolve(void story.push('stop')),
  }
}

describe('the start of the desktop host', () => {
  beforeEach(() => {
    story = []
    vi.resetModules()
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    openTerminal.mockImplementation(() => {
      story.push('terminal')
      return Promise.resolve(terminalThatSaysSo())
    })
  })
  afterEach(() => {
    vi.restoreAllMocks()
    for (const stop of cleanUp.splice(0)) stop()
  })

  it('sets every policy before the first page exists', async () => {
    const { becomeReady, windows } = await startMain([])
    expect(story).toEqual(['sandbox', 'scheme', 'lock', 'whenReady'])
    becomeReady()
    await vi.waitFor(() => expect(story).toContain('terminal'))
    expect(story).toEqual([
      'sandbox',
      'scheme',
      'lock',
      'whenReady',
      'permissions',
      'protocol',
      'window',
      'terminal',
    ])
    expect(windows[0]?.webContents.getURL()).toBe('app://pos/')
  })

  it('keeps the browser’s own files in the data folder, apart from the ledger', async () => {
    const { app } = await startMain([])
    expect(vi.mocked(app).setPath.mock.calls).toEqual([['userData', '/tmp/stablepoint-main-test/desktop']])
  })

  it('never opens a second terminal on the same data', async () => {
    const { app, becomeReady } = await startMain([], false)
    expect(vi.mocked(app).quit.mock.calls).toHaveLength(1)
    becomeReady()
    await new Promise((resolve) => setImmediate(resolve))
    expect(story).toEqual(['sandbox', 'scheme', 'lock'])
    expect(openTerminal).not.toHaveBeenCalled()
  })

  it('gives the terminal the environment it was asked for', async () => {
    const { becomeReady } = await startMain(['--environment', 'testnet'])
    becomeReady()
    await vi.waitFor(() => expect(story).toContain('terminal'))
    expect(openTerminal.mock.calls.at(-1)?.[0]).toMatchObject({
      dataFolder: '/tmp/stablepoint-main-test',
      environment: 'testnet',
      version: '1.2.3',
    })
  })

  it('says why it cannot open, and ends with the code that says so', async () => {
    openTerminal.mockImplementationOnce(async () => {
      // The class the host knows: every start loads the modules anew.
      const { PosError } = await import('../../shared/errors/pos-error.ts')
      throw new PosError('ledger.locked', 'Held by process 7')
    })
    const { app, dialog, becomeReady } = await startMain([])
    becomeReady()
    await vi.waitFor(() => expect(vi.mocked(app).exit.mock.calls).toEqual([[3]]))
    expect(dialog.showErrorBox).toHaveBeenCalledWith(
      'The till cannot open',
      expect.stringContaining('process 7'),
    )
  })

  it('refuses a bad environment before anything is made', async () => {
    const { app } = await startMain(['--environment', 'Live'])
    await vi.waitFor(() => expect(vi.mocked(app).exit.mock.calls).toEqual([[2]]))
    expect(story).toEqual([])
  })

  it('checks its invoices when the machine wakes, and stops the terminal before it quits', async () => {
    const { app, powerMonitor, becomeReady } = await startMain([])
    becomeReady()
    await vi.waitFor(() => expect(story).toContain('terminal'))
    await new Promise((resolve) => setImmediate(resolve))
    powerMonitor.emit('resume')
    expect(story.at(-1)).toBe('wake')
    app.emit('before-quit', { preventDefault: () => undefined })
    await vi.waitFor(() => expect(story.at(-1)).toBe('stop'))
    await vi.waitFor(() => expect(vi.mocked(app).quit.mock.calls).toHaveLength(1))
  })
})
