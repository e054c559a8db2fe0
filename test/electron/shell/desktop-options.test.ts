import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDesktopOptions } from '../../../electron/shell/desktop-options.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stablepoint-options-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('readDesktopOptions', () => {
  it('passes over what Chromium, Electron and the system add', () => {
    const args = [
      '/opt/electron',
      '.',
      '--inspect=0',
      '--no-first-run',
      '--data',
      '/d',
      '--environment=testnet',
      'x',
    ]
    expect(readDesktopOptions(args, '/usual')).toEqual({ dataFolder: '/d', environment: 'testnet' })
  })

  it('takes the usual folder, and leaves the environment to the terminal', () => {
    expect(readDesktopOptions(['/opt/electron'], '/usual')).toEqual({ dataFolder: '/usual' })
    expect(readDesktopOptions(['/opt/electron', '--data'], '/usual')).toEqual({ dataFolder: '/usual' })
  })

  it('refuses an environment that does not exist', () => {
    expect(() => readDesktopOptions(['--environment', 'Practice'], '/usual')).toThrowError(
      expect.objectContaining({
        code: 'config.invalid',
        details: expect.objectContaining({ field: '--environment' }),
      }),
    )
  })

  it('refuses a configuration that cannot be read, naming it', () => {
    const missing = join(folder, 'none.json')
    expect(() => readDesktopOptions(['--config', missing], '/usual')).toThrowError(
      expect.objectContaining({
        code: 'config.invalid',
        details: expect.objectContaining({ field: '--config' }),
      }),
    )
    const large = join(folder, 'large.json')
    writeFileSync(large, ' '.repeat(1_048_577))
    expect(() => readDesktopOptions(['--config', large], '/usual')).toThrowError(/larger than/)
  })
})
