import { accessSync, constants } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findAnvilBinary } from '../../../../electron/practice/chain/anvil-binary.ts'
import { isPosError } from '../../../../shared/errors/pos-error.ts'

const unavailable = expect.toSatisfy((error) => isPosError(error, 'practice.chainUnavailable'))

describe('findAnvilBinary', () => {
  it('finds an executable among the installed packages', () => {
    const path = findAnvilBinary()
    expect(path).toContain('node_modules')
    expect(() => accessSync(path, constants.X_OK)).not.toThrow()
  })

  it('says so on a machine nobody builds anvil for', () => {
    expect(() => findAnvilBinary({ platform: 'aix', arch: 'ppc64' })).toThrow(unavailable)
    expect(() => findAnvilBinary({ platform: 'win32', arch: 'arm64' })).toThrow(unavailable)
  })

  it('says so when the build of this machine was not installed', () => {
    const other = process.platform === 'win32' ? 'linux' : 'win32'
    expect(() => findAnvilBinary({ platform: other, arch: 'x64' })).toThrow(unavailable)
  })
})
