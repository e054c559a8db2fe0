import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tryLock } from '../../../../electron/practice/chain/keeper-lock.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keeper-lock-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('tryLock', () => {
  it('is held by one at a time', () => {
    const path = join(folder, 'keeper.lock')
    const release = tryLock(path)
    expect(tryLock(path)).toBeUndefined()
    release?.()
    const again = tryLock(path)
    expect(again).toBeDefined()
    again?.()
  })

  it('does not take a folder that is missing for a folder that is locked', () => {
    expect(() => tryLock(join(folder, 'missing', 'keeper.lock'))).toThrow('directory does not exist')
  })
})
