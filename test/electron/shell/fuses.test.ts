import { FuseV1Options } from '@electron/fuses'
import { describe, expect, it } from 'vitest'
import { fuseConfig, fuses } from '../../../electron/shell/fuses.ts'

describe('fuses', () => {
  it('decides about every fuse there is', () => {
    const known = Object.values(FuseV1Options).filter((option) => typeof option === 'number')
    expect(new Set(Object.keys(fuses).map(Number))).toEqual(new Set(known))
  })

  it.each([
    ['RunAsNode', false],
    ['EnableNodeOptionsEnvironmentVariable', false],
    ['EnableNodeCliInspectArguments', false],
    ['GrantFileProtocolExtraPrivileges', false],
    ['EnableCookieEncryption', true],
    ['EnableEmbeddedAsarIntegrityValidation', true],
    ['OnlyLoadAppFromAsar', true],
  ] as const)('%s: %s', (name, isOn) => {
    expect(fuses[FuseV1Options[name]]).toBe(isOn)
  })
})

describe('fuseConfig', () => {
  it('fails when Electron brings a fuse nobody decided about', () => {
    expect(fuseConfig({ isDriven: false }).strictlyRequireAllFuses).toBe(true)
  })

  it('leaves the inspector on in the build that tests drive, and changes nothing else', () => {
    const shipped = fuseConfig({ isDriven: false })
    const driven = fuseConfig({ isDriven: true })
    expect(shipped[FuseV1Options.EnableNodeCliInspectArguments]).toBe(false)
    expect(driven).toEqual({ ...shipped, [FuseV1Options.EnableNodeCliInspectArguments]: true })
  })
})
