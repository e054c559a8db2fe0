import { beforeAll, describe, expect, it, vi } from 'vitest'

type Listener = (event: { source: unknown; origin: string; data: unknown }) => void
type Post = (message: unknown, target: string, transfer: readonly unknown[]) => void

const electron = vi.hoisted(() => ({ ipcRenderer: { postMessage: vi.fn<Post>() } }))
vi.mock('electron', () => electron)

/** The page's window as the preload sees it. */
const page = {
  location: { origin: 'app://pos' },
  listeners: [] as Listener[],
  addEventListener: (_type: 'message', listener: Listener) => void page.listeners.push(listener),
  postMessage: vi.fn<Post>(),
}

function say(event: Partial<Parameters<Listener>[0]>): number {
  page.postMessage.mockClear()
  electron.ipcRenderer.postMessage.mockClear()
  const request = { source: page, origin: 'app://pos', data: { type: 'stablepoint:connect' } }
  for (const listener of page.listeners) listener({ ...request, ...event })
  return electron.ipcRenderer.postMessage.mock.calls.length
}

describe('the preload', () => {
  beforeAll(async () => {
    vi.stubGlobal('window', page)
    await import('../../electron/preload.ts')
  })

  it('listens for one thing and puts nothing into the page', () => {
    expect(page.listeners).toHaveLength(1)
    const own = ['location', 'listeners', 'addEventListener', 'postMessage']
    expect(Object.keys(page).toSorted()).toEqual(own.toSorted())
  })

  it('hands the two ends of one channel to the page that asked and to the main process', () => {
    expect(say({})).toBe(1)
    const [channel, message, [mainEnd]] = electron.ipcRenderer.postMessage.mock.calls[0] ?? [
      undefined,
      undefined,
      [],
    ]
    const [answer, target, [pageEnd]] = page.postMessage.mock.calls[0] ?? [undefined, undefined, []]
    expect([channel, message]).toEqual(['stablepoint:connect', null])
    expect([answer, target]).toEqual([{ type: 'stablepoint:port' }, 'app://pos'])
    expect(mainEnd).toBeInstanceOf(MessagePort)
    expect(pageEnd).toBeInstanceOf(MessagePort)
    expect(pageEnd).not.toBe(mainEnd)
    for (const end of [mainEnd, pageEnd]) if (end instanceof MessagePort) end.close()
  })

  it.each([
    ['another window', { source: {} }],
    ['another origin', { origin: 'https://evil.example' }],
    ['no origin', { origin: 'null' }],
    ['other words', { data: { type: 'stablepoint:port' } }],
    ['a text', { data: 'stablepoint:connect' }],
    ['nothing', { data: null }],
  ])('does not hear %s', (_name, event) => {
    expect(say(event)).toBe(0)
    expect(page.postMessage).not.toHaveBeenCalled()
  })
})
