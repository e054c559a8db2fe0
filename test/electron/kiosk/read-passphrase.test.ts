import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPassphrase } from '../../../electron/kiosk/read-passphrase.ts'
import { temporaryFolder } from '../ledger/support/test-ledger.ts'

const passphrase = 'correct horse battery staple'

type Env = Record<string, string | undefined>

function file(text: string, mode = 0o600): string {
  const path = join(temporaryFolder(), 'passphrase')
  writeFileSync(path, text, { mode })
  chmodSync(path, mode)
  return path
}

describe('readPassphrase', () => {
  it('takes it from the environment, and out of it: no process that the till starts has it', () => {
    const env = { STABLEPOINT_PASSPHRASE: passphrase, PATH: '/bin' }
    expect(readPassphrase(env, undefined)).toBe(passphrase)
    expect(env).toEqual({ PATH: '/bin' })
  })

  it('takes it from a file of this user, without the line end that an editor adds', () => {
    expect(readPassphrase({}, file(`${passphrase}\n`))).toBe(passphrase)
    expect(readPassphrase({}, file(`${passphrase} \r\n`, 0o400))).toBe(`${passphrase} `)
  })

  it('runs without one', () => {
    expect(readPassphrase({}, undefined)).toBeUndefined()
  })

  it.each([
    ['a file that the group may read', () => [{}, file(passphrase, 0o640)], /others may read it/],
    ['a file that everybody may read', () => [{}, file(passphrase, 0o604)], /others may read it/],
    ['a file that does not exist', () => [{}, '/nowhere/passphrase'], /cannot be read/],
    ['a folder', () => [{}, join(temporaryFolder(), '.')], /no file/],
    ['a file that is too large', () => [{}, file('x'.repeat(4_097))], /larger/],
    ['an empty file', () => [{}, file('\n')], /at least 12/],
    ['a short one', () => [{ STABLEPOINT_PASSPHRASE: 'too short' }, undefined], /at least 12/],
    ['an empty variable', () => [{ STABLEPOINT_PASSPHRASE: '' }, undefined], /at least 12/],
    ['two of them', () => [{ STABLEPOINT_PASSPHRASE: passphrase }, file(passphrase)], /one of them/],
  ] satisfies readonly (readonly [string, () => readonly [Env, string | undefined], RegExp])[])(
    'refuses %s, and never repeats it',
    (_, make, problem) => {
      const [env, path] = make()
      const read = () => readPassphrase({ ...env }, path)
      expect(read).toThrow(problem)
      expect(read).toThrow(expect.objectContaining({ code: 'config.invalid' }))
      expect(read).not.toThrow(new RegExp(passphrase))
      expect(read).not.toThrow(/too short/)
    },
  )
})
