import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { completeLock } from './complete-lock.ts'
import { readIdlePackages, readLockFile } from './lock-file.ts'

const lockWith = (packages: object) => ({
  name: 'till',
  lockfileVersion: 3,
  packages: { '': {}, ...packages },
})

describe('completeLock', () => {
  const rows: readonly [string, object][] = [
    ['@tool/darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
    ['@tool/binding-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
    ['@tool/binding-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
    ['@tool/anvil-linux-amd64', { os: ['linux'], cpu: ['x64'] }],
    ['@tool/binding-android-arm-eabi', { os: ['android'], cpu: ['arm'] }],
    ['@tool/binding-win32-ia32-msvc', { os: ['win32'], cpu: ['ia32'] }],
  ]
  it.each(rows)('lists %s for its platform only', (name, platform) => {
    const tool = { version: '1.2.3', dev: true, license: 'MIT', optionalDependencies: { [name]: '1.2.3' } }
    const completed = completeLock(lockWith({ 'node_modules/tool': tool }), [])
    expect(completed).toHaveProperty(['packages', `node_modules/${name}`], {
      version: '1.2.3',
      dev: true,
      license: 'MIT',
      optional: true,
      ...platform,
    })
  })

  it('leaves a package alone that is listed, beside its parent or inside it', () => {
    const tool = { version: '1.0.0', optionalDependencies: { fsevents: '~2.3.3' } }
    const inside = lockWith({
      'node_modules/tool': tool,
      'node_modules/tool/node_modules/fsevents': { version: '2.3.3' },
    })
    const beside = lockWith({ 'node_modules/fsevents': { version: '2.3.3' }, 'node_modules/tool': tool })
    expect(completeLock(inside, [])).toEqual(inside)
    expect(completeLock(beside, [])).toEqual(beside)
  })

  it('refuses to guess where a name does not say its platform', () => {
    const tool = { version: '1.0.0', optionalDependencies: { fsevents: '~2.3.3' } }
    expect(() => completeLock(lockWith({ 'node_modules/tool': tool }), [])).toThrow(
      'fsevents ~2.3.3 is missing',
    )
  })

  it('lets nothing run when a package without an install step is unpacked', () => {
    const lock = lockWith({
      'node_modules/anvil': { version: '1.7.1', hasInstallScript: true },
      'node_modules/node': { version: '24.21.0', hasInstallScript: true },
    })
    expect(completeLock(lock, ['anvil'])).toEqual(
      lockWith({
        'node_modules/anvil': { version: '1.7.1', gypfile: false },
        'node_modules/node': { version: '24.21.0', hasInstallScript: true },
      }),
    )
  })
})

describe('package-lock.json', () => {
  it('is complete: every platform installs from it, and nothing is compiled (npm run lock)', () => {
    expect(readLockFile()).toEqual(completeLock(readLockFile(), readIdlePackages()))
  })

  it('names no registry', () => {
    expect(JSON.stringify(readLockFile())).not.toContain('"resolved"')
  })

  it('is right that better-sqlite3 needs no compiler', () => {
    const manifest = join(import.meta.dirname, '..', '..', 'node_modules', 'better-sqlite3', 'package.json')
    expect(readIdlePackages()).toContain('better-sqlite3')
    expect(JSON.parse(readFileSync(manifest, 'utf8'))).toHaveProperty('gypfile', false)
  })
})
