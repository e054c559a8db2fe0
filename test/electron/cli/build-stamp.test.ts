import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fingerprintSources, isBuilt, writeStamp } from '../../../electron/cli/build-stamp.ts'

let root = ''

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stablepoint-build-'))
  write('renderer/src/main.tsx', 'page')
  write('shared/money.ts', 'money')
  write('electron/main.ts', 'main')
  write('out/renderer/index.html', '')
  write('out/renderer/display.html', '')
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

const stampRenderer = () => writeStamp(root, 'renderer', fingerprintSources(root, 'renderer'))

describe('isBuilt', () => {
  it('is false before the first build', () => {
    expect(isBuilt(root, 'renderer')).toBe(false)
  })

  it('is true after a build, also when a file was touched without changing', () => {
    stampRenderer()
    utimesSync(join(root, 'shared/money.ts'), new Date(), new Date())
    expect(isBuilt(root, 'renderer')).toBe(true)
  })

  it.each([
    'renderer/src/main.tsx',
    'shared/money.ts',
    'renderer/src/new.tsx',
    'resources/tokens.json',
    'package-lock.json',
  ])('is false once %s differs', (path) => {
    stampRenderer()
    write(path, 'other')
    expect(isBuilt(root, 'renderer')).toBe(false)
  })

  it('is false once a source was deleted or renamed', () => {
    write('shared/tax.ts', 'tax')
    stampRenderer()
    rmSync(join(root, 'shared/tax.ts'))
    write('shared/taxes.ts', 'tax')
    expect(isBuilt(root, 'renderer')).toBe(false)
  })

  it('is false once a built page is missing', () => {
    stampRenderer()
    rmSync(join(root, 'out/renderer/display.html'))
    expect(isBuilt(root, 'renderer')).toBe(false)
  })

  it.each(['electron/main.ts', 'resources/screenshots/register.png', 'shared/README.md'])(
    'keeps the pages when only %s changes',
    (path) => {
      stampRenderer()
      write(path, 'other')
      expect(isBuilt(root, 'renderer')).toBe(true)
    },
  )
})
