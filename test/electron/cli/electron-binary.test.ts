import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  findElectronBinary,
  obtainElectronBinary,
  summarizeFailure,
} from '../../../electron/cli/electron-binary.ts'

let folder = ''
const said: string[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stablepoint-electron-'))
  said.length = 0
  writeFileSync(join(folder, 'package.json'), '{"name":"electron","version":"45.4.1"}')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const place = (env: Record<string, string> = {}) => ({
  packageFolder: folder,
  env,
})
const say = (line: string) => void said.push(line)

function install(version = '45.4.1'): string {
  const executable = join(folder, 'dist', 'electron')
  mkdirSync(join(folder, 'dist'), { recursive: true })
  writeFileSync(executable, '')
  writeFileSync(join(folder, 'dist', 'version'), version)
  writeFileSync(join(folder, 'path.txt'), 'electron')
  return executable
}

describe('findElectronBinary', () => {
  it('finds an installation of the pinned version', () => {
    const executable = install('v45.4.1')
    expect(findElectronBinary(place())).toBe(executable)
  })

  it('finds none where the package has no binary', () => {
    expect(findElectronBinary(place())).toBeUndefined()
  })

  it('does not take an older version for the pinned one', () => {
    install('44.0.0')
    expect(findElectronBinary(place())).toBeUndefined()
  })

  it('does not take a download that lost its executable for an installation', () => {
    rmSync(install())
    expect(findElectronBinary(place())).toBeUndefined()
  })

  it('follows the folder IT points Electron to', () => {
    const elsewhere = join(folder, 'elsewhere')
    mkdirSync(elsewhere)
    writeFileSync(join(elsewhere, 'electron'), '')
    expect(findElectronBinary(place({ ELECTRON_OVERRIDE_DIST_PATH: elsewhere }))).toBe(
      join(elsewhere, 'electron'),
    )
  })
})

describe('obtainElectronBinary', () => {
  it('fetches nothing where Electron is installed', async () => {
    const executable = install()
    expect(await obtainElectronBinary(place(), say)).toEqual({ path: executable })
    expect(said).toEqual([])
  })

  it("runs Electron's own installer once, after one line", async () => {
    writeFileSync(
      join(folder, 'install.js'),
      `const fs = require('node:fs')
       fs.mkdirSync(__dirname + '/dist')
       fs.writeFileSync(__dirname + '/dist/electron', '')
       fs.writeFileSync(__dirname + '/dist/version', '45.4.1')
       fs.writeFileSync(__dirname + '/path.txt', 'electron')`,
    )
    expect(await obtainElectronBinary(place(), say)).toEqual({ path: join(folder, 'dist', 'electron') })
    expect(said).toHaveLength(1)
  })

  it('names the first line of what went wrong', async () => {
    writeFileSync(
      join(folder, 'install.js'),
      `console.error('\\nTypeError: fetch failed\\n  at x'); process.exit(1)`,
    )
    expect(await obtainElectronBinary(place(), say)).toEqual({
      path: undefined,
      reason: 'TypeError: fetch failed',
    })
  })

  it('does not believe an installer that ends well and leaves nothing', async () => {
    writeFileSync(join(folder, 'install.js'), '')
    expect(await obtainElectronBinary(place(), say)).toEqual({
      path: undefined,
      reason: 'the download is incomplete',
    })
  })

  it('gives up a download that takes too long', async () => {
    writeFileSync(join(folder, 'install.js'), `setInterval(() => {}, 1000)`)
    const result = await obtainElectronBinary(place(), say, 500)
    expect(result).toEqual({ path: undefined, reason: 'gave up after 0.5 s' })
    expect(existsSync(join(folder, 'dist'))).toBe(false)
  })
})

describe('summarizeFailure', () => {
  it('never says nothing', () => {
    expect(summarizeFailure(' \n ')).toBe('it stopped without a word')
  })

  it('keeps one short line', () => {
    expect(summarizeFailure(`${'x'.repeat(500)}\nmore`)).toHaveLength(120)
  })
})
