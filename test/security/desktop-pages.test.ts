import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { initAppProtocol, registerAppScheme } from '../../electron/shell/app-protocol.ts'
import { fakeProtocol } from '../fixtures/fake-electron.ts'

const secret = 'nobody may read this'
let folder: string
let answer: (url: string, method?: string) => Promise<Response>

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stablepoint-app-'))
  const pages = join(folder, 'renderer')
  mkdirSync(pages)
  const html = '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__">'
  writeFileSync(join(pages, 'index.html'), html)
  writeFileSync(join(pages, 'display.html'), html)
  writeFileSync(join(folder, 'secret.json'), secret)
  const protocol = fakeProtocol()
  initAppProtocol({ protocol, pagesFolder: pages })
  const handler = protocol.handlers.get('app')
  if (handler === undefined) throw new Error('no handler')
  // Electron hands over a request whose address it has not tidied; `Request` would.
  answer = async (url, method = 'GET') => handler({ url, method } as Request)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('registerAppScheme', () => {
  it('makes a real, secure origin that cannot go round the policy', () => {
    const protocol = fakeProtocol()
    registerAppScheme(protocol)
    expect(protocol.registerSchemesAsPrivileged).toHaveBeenCalledExactlyOnceWith([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ])
  })
})

describe('app://pos', () => {
  it.each(['app://pos/', 'app://pos/display', 'app://pos/index.html'])('serves %s', async (url) => {
    const response = await answer(url)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('text/html')
    const csp = response.headers.get('content-security-policy') ?? ''
    expect(csp).toContain("connect-src 'self';")
    expect(csp).toMatch(/style-src 'self' 'nonce-[^']+'/)
    expect(await response.text()).not.toContain('__CSP_NONCE__')
  })

  it.each([
    'app://pos/../secret.json',
    'app://pos/..%2fsecret.json',
    'app://pos/%2e%2e/secret.json',
    'app://pos/%2e%2e%2fsecret.json',
    'app://pos/..%5csecret.json',
    'app://pos/..\\secret.json',
    'app://pos/..%252fsecret.json',
    'app://pos//secret.json',
    'app://pos/%2fetc/passwd',
    'app://pos/%00',
    'app://pos/none.js',
  ])('has nothing at %s', async (url) => {
    const response = await answer(url)
    expect(response.status).toBe(404)
    expect(await response.text()).not.toContain(secret)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it.each(['app://evil/', 'app://pos.evil/', 'app://POS/', 'app://pos:1/'])('is not %s', async (url) => {
    expect((await answer(url)).status).toBe(421)
  })

  it('is read and not written', async () => {
    for (const method of ['POST', 'PUT', 'DELETE'])
      expect((await answer('app://pos/', method)).status).toBe(405)
  })
})
