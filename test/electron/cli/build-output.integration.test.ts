import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../../../electron/cli/ensure-built.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const read = (...path: readonly string[]): string => readFileSync(join(root, 'out', ...path), 'utf8')

/** The lines that run: the examples in a package's comments import what they like. */
function withoutComments(code: string): string {
  return code.replaceAll(/^\s*\/\*[\s\S]*?\*\//gm, '').replaceAll(/^\s*\/\/.*$/gm, '')
}

/** Every module a built file still asks for at run time. */
function listImports(built: string): readonly string[] {
  const code = withoutComments(built)
  const pattern =
    /(?:^|[\s;}])(?:import|export)\s*(?:[\w*{}\s,$]+from\s*)?["']([^"']+)["']|require\(["']([^"']+)["']\)/g
  return [...code.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? '')
}

describe('the built preload', () => {
  beforeAll(() => ensureBuilt(root, ['desktop'], () => {}))

  it('is one CommonJS file that asks for Electron only, as a sandboxed preload must', () => {
    expect(readdirSync(join(root, 'out', 'preload'))).toEqual(['preload.cjs'])
    const code = read('preload', 'preload.cjs')
    expect([...new Set(listImports(code))]).toEqual(['electron'])
    expect(code).not.toMatch(/^\s*(import|export) /m)
  })
})

describe('the built main process', () => {
  beforeAll(() => ensureBuilt(root, ['desktop'], () => {}))

  it('carries its packages with it, except Electron, Node and those with a native binary', () => {
    const files = readdirSync(join(root, 'out', 'main'), { recursive: true, encoding: 'utf8' })
    const code = files.filter((file) => file.endsWith('.js')).map((file) => read('main', file))
    const outside = code
      .flatMap(listImports)
      .filter((name) => !name.startsWith('.') && !isBuiltin(name))
      .map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      )
    const allowed = [
      'electron',
      'better-sqlite3',
      '@walletconnect/sign-client',
      'bufferutil',
      'utf-8-validate',
    ]
    expect(outside.filter((name) => !allowed.includes(name))).toEqual([])
    expect(outside).toContain('electron')
    expect(files).toContain('keeper.js')
  })
})

describe.each(['index.html', 'display.html'])('the built page %s', (page) => {
  beforeAll(() => ensureBuilt(root, ['renderer'], () => {}))

  it('runs under a policy without inline scripts, inline styles or data addresses', () => {
    const html = read('renderer', page)
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/)
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:|data:/)
  })

  it('finds everything it names beside itself, under app:// and over http alike', () => {
    const addresses = [...read('renderer', page).matchAll(/(?:src|href)="([^"]+)"/g)].map(
      (match) => match[1] ?? '',
    )
    expect(addresses.some((address) => address.endsWith('.js'))).toBe(true)
    for (const address of addresses) {
      expect(address).toMatch(/^\.\//)
      expect(read('renderer', address)).not.toBe('')
    }
  })
})
