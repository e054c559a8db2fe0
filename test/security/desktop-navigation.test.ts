import { beforeEach, describe, expect, it, vi } from 'vitest'
import { silentLog } from '../../electron/platform/log.ts'
import { explorerHosts, initExternalLinks, mayOpenOutside } from '../../electron/shell/external-links.ts'
import { initNavigation } from '../../electron/shell/navigation.ts'
import { isOurPage } from '../../electron/shell/our-page.ts'
import { fakeApp, fakeContents, fakeShell } from '../fixtures/fake-electron.ts'

const notOurs = [
  'https://evil.example/',
  'http://127.0.0.1:4310/',
  'file:///etc/passwd',
  'data:text/html,<script>1</script>',
  'javascript:alert(1)',
  'about:blank',
  'blob:app://pos/1',
  'app://evil/',
  'app://pos.evil.example/',
  'app://pos@evil.example/',
  'app://evil.example/pos',
  'app://user:pin@pos/',
  'app://pos:1/',
  'app:/pos/',
  'app:pos',
  'apps://pos/',
  'chrome://gpu',
  'view-source:app://pos/',
  '',
  'not an address',
]

describe('isOurPage', () => {
  it.each(['app://pos/', 'app://pos/display', 'app://pos/#/sales/1', 'app://pos/?again'])(
    '%s is ours',
    (address) => {
      expect(isOurPage(address)).toBe(true)
    },
  )
  it.each(notOurs)('%j is not', (address) => {
    expect(isOurPage(address)).toBe(false)
  })
})

describe('a page that wants to go elsewhere', () => {
  let contents: ReturnType<typeof fakeContents>
  const openOutside = vi.fn<(address: string) => void>()

  beforeEach(() => {
    openOutside.mockReset()
    const { app } = fakeApp()
    initNavigation({ app, openOutside, log: silentLog })
    contents = fakeContents()
    app.emit('web-contents-created', {}, contents)
  })

  function isStopped(event: string, url: string, isMainFrame = true): boolean {
    const preventDefault = vi.fn<() => void>()
    contents.emit(event, { url, isMainFrame, preventDefault })
    return preventDefault.mock.calls.length > 0
  }

  describe.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s', (event) => {
    it.each(notOurs)('is stopped on its way to %j', (url) => {
      expect(isStopped(event, url)).toBe(true)
    })
    it('may load one of our own pages', () => {
      expect(isStopped(event, 'app://pos/display')).toBe(false)
    })
    it('has no frames, not even of our own pages', () => {
      expect(isStopped(event, 'app://pos/', false)).toBe(true)
    })
  })

  it('embeds no webview', () => {
    const preventDefault = vi.fn<() => void>()
    contents.emit('will-attach-webview', { preventDefault }, {}, {})
    expect(preventDefault).toHaveBeenCalledTimes(1)
  })

  it.each([...notOurs, 'app://pos/', 'https://etherscan.io/tx/0x1'])('opens no window for %j', (url) => {
    const referrer = { url: '', policy: 'no-referrer' } as const
    const details = { url, frameName: '', features: '', disposition: 'new-window', referrer } as const
    expect(contents.windowOpenHandler()(details)).toEqual({ action: 'deny' })
    expect(openOutside).toHaveBeenCalledExactlyOnceWith(url)
  })
})

describe('an address opened in the browser', () => {
  const hosts = new Set(['etherscan.io'])

  it.each([
    ['https://etherscan.io/tx/0x1', true],
    ['https://ETHERSCAN.io/tx/0x1', true],
    ['http://etherscan.io/', false],
    ['https://etherscan.io.evil.example/', false],
    ['https://evil.example/https://etherscan.io/', false],
    ['https://etherscan.io@evil.example/', false],
    ['https://user@etherscan.io/', false],
    ['https://etherscan.io:8443/', false],
    ['https://www.etherscan.io/', false],
    ['file:///etc/passwd', false],
    ['smb://etherscan.io/share', false],
    ['ms-msdt:/id', false],
    ['javascript:alert(1)', false],
    [`https://etherscan.io/${'x'.repeat(2_000)}`, false],
    ['', false],
  ])('%s: %s', (address, isAllowed) => {
    const shell = fakeShell()
    expect(mayOpenOutside(address, hosts)).toBe(isAllowed)
    initExternalLinks({ shell, hosts, log: silentLog })(address)
    expect(shell.openExternal).toHaveBeenCalledTimes(isAllowed ? 1 : 0)
  })

  it('is that of a block explorer we ship', () => {
    expect(explorerHosts()).toContain('etherscan.io')
    for (const host of explorerHosts()) expect(host).toMatch(/^[a-z0-9.-]+\.[a-z]+$/)
  })
})
