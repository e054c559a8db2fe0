import { EventEmitter } from 'node:events'
import type { IpcMain, WebContents } from 'electron'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Api } from '../../electron/api/serve.ts'
import { randomIds } from '../../electron/platform/ids.ts'
import { silentLog } from '../../electron/platform/log.ts'
import { initMessagePort, type MessagePorts } from '../../electron/shell/message-port.ts'
import { connectChannel } from '../../electron/shell/preload-channel.ts'
import { openProbe } from '../contract/probe-api.ts'
import { fakeContents, fakeIpcEvent, fakePort, timesCalled } from '../fixtures/fake-electron.ts'

const hello = JSON.stringify({ i: '1', p: { u: '/session/hello', b: {} } })
const signIn = JSON.stringify({
  i: '2',
  p: { u: '/session/signIn', b: { json: { staffId: 'ada', pin: '1111' } } },
})

describe('a message port', () => {
  const till = fakeContents('app://pos/')
  const display = fakeContents('app://pos/display')
  let ipcMain: EventEmitter
  let ports: MessagePorts
  let api: Api | undefined

  beforeEach(() => {
    ipcMain = new EventEmitter()
    api = openProbe().api
    ports = initMessagePort({
      // The fake is the emitter that Electron's object also is.
      ipcMain: ipcMain as unknown as IpcMain,
      screenOf: (contents: WebContents) => {
        if (contents === till) return 'till'
        return contents === display ? 'display' : undefined
      },
      api: () => api,
      ids: randomIds,
      log: silentLog,
    })
  })

  /** Sends a message as the preload would, and gives what came back on the port. */
  async function ask(port: ReturnType<typeof fakePort>, message: string): Promise<unknown> {
    const before = port.posted.length
    port.emit('message', { data: message })
    for (let turn = 0; turn < 1_000 && port.posted.length === before; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve))
    }
    return JSON.parse(String(port.posted.at(-1)))
  }

  it('is served to the main frame of our window', async () => {
    const port = fakePort()
    ipcMain.emit(connectChannel, fakeIpcEvent(till, till.mainFrame, [port]))
    expect(timesCalled(port, 'start')).toBe(1)
    expect(await ask(port, hello)).toMatchObject({ i: '1', p: { b: { json: { shopName: 'Corner Shop' } } } })
  })

  it('is a customer display in the window of the display, whatever its page says', async () => {
    const port = fakePort()
    ipcMain.emit(connectChannel, fakeIpcEvent(display, display.mainFrame, [port]))
    expect(await ask(port, signIn)).toMatchObject({
      p: { b: { json: { data: { code: 'session.forbidden' } } } },
    })
  })

  const stranger = fakeContents('app://pos/')
  const gone = fakeContents('app://pos/')
  const elsewhere = fakeContents('https://evil.example/')
  it.each([
    ['a window that is not ours', () => fakeIpcEvent(stranger, stranger.mainFrame, [fakePort()])],
    ['a frame that is gone', () => fakeIpcEvent(till, null, [fakePort()])],
    ['a frame inside our page', () => fakeIpcEvent(till, { url: 'app://pos/' } as never, [fakePort()])],
    ['the frame of another window', () => fakeIpcEvent(till, display.mainFrame, [fakePort()])],
    ['a page that is not ours', () => fakeIpcEvent(elsewhere, elsewhere.mainFrame, [fakePort()])],
    [
      'a destroyed page',
      () => fakeIpcEvent(Object.assign(gone, { isDestroyed: () => true }), gone.mainFrame, [fakePort()]),
    ],
    ['nobody: no port', () => fakeIpcEvent(till, till.mainFrame, [])],
    ['one who sends two ports', () => fakeIpcEvent(till, till.mainFrame, [fakePort(), fakePort()])],
  ])('is refused and closed when it comes from %s', (_name, makeEvent) => {
    const event = makeEvent()
    ipcMain.emit(connectChannel, event)
    for (const port of event.ports) {
      expect(timesCalled(port, 'close')).toBe(1)
      expect(timesCalled(port, 'start')).toBe(0)
    }
  })

  it('is refused when our window shows a foreign page', () => {
    const port = fakePort()
    const hijacked = { url: 'https://evil.example/' }
    const contents = Object.assign(fakeContents(), { mainFrame: hijacked })
    ipcMain.emit(connectChannel, fakeIpcEvent(contents as never, hijacked as never, [port]))
    expect(timesCalled(port, 'close')).toBe(1)
  })

  it('waits for a terminal that is opening', async () => {
    const ready = api
    api = undefined
    const port = fakePort()
    ipcMain.emit(connectChannel, fakeIpcEvent(till, till.mainFrame, [port]))
    expect(timesCalled(port, 'start')).toBe(0)
    api = ready
    ports.serveWaiting()
    expect(timesCalled(port, 'start')).toBe(1)
    expect(await ask(port, hello)).toMatchObject({ i: '1' })
  })

  it('is closed when the terminal makes way for another', () => {
    const port = fakePort()
    ipcMain.emit(connectChannel, fakeIpcEvent(till, till.mainFrame, [port]))
    ports.closeAll()
    expect(timesCalled(port, 'close')).toBe(1)
  })

  it('survives what is no message', async () => {
    const port = fakePort()
    ipcMain.emit(connectChannel, fakeIpcEvent(till, till.mainFrame, [port]))
    for (const junk of [
      '{',
      '',
      undefined,
      null,
      7,
      {},
      [],
      new Uint8Array(3),
      '{"i":"1","p":{"u":"/a","h":{"content-type":"multipart/form-data"}}}',
    ]) {
      port.emit('message', { data: junk })
    }
    expect(await ask(port, hello)).toMatchObject({ i: '1' })
  })
})
