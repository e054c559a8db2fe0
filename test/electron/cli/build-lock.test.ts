import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withBuildLock } from '../../../electron/cli/build-lock.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stablepoint-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('withBuildLock', () => {
  it('lets one build run at a time', async () => {
    const path = join(folder, 'out', 'lock')
    let running = 0
    let most = 0
    const work = async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
    }
    await Promise.all([withBuildLock(path, work), withBuildLock(path, work), withBuildLock(path, work)])
    expect(most).toBe(1)
    expect(existsSync(path)).toBe(false)
  })

  it('is released when the build fails', async () => {
    const path = join(folder, 'lock')
    await expect(withBuildLock(path, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect(existsSync(path)).toBe(false)
  })

  it('takes over from a build that was killed', async () => {
    const path = join(folder, 'lock')
    const dead = spawnSync(process.execPath, ['--eval', '']).pid
    writeFileSync(path, String(dead))
    expect(await withBuildLock(path, () => Promise.resolve('built'))).toBe('built')
  })
})
