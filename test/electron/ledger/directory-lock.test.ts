import { existsSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lockDirectory } from '../../../electron/ledger/directory-lock.ts'
import { isPosError, type PosError } from '../../../shared/errors/pos-error.ts'
import { noon, temporaryFolder } from './support/test-ledger.ts'

const holder = { product: 'Stablepoint 1.2.3', now: noon }

function refusal(directory: string): PosError {
  try {
    lockDirectory(directory, { product: 'second', now: noon + 1 }).release()
  } catch (error) {
    if (isPosError(error)) return error
    throw error
  }
  throw new Error('The second lock was given')
}

describe('lockDirectory', () => {
  it('refuses a second holder and says who has it and since when', () => {
    const directory = temporaryFolder()
    const lock = lockDirectory(directory, holder)
    const error = refusal(directory)
    expect(error.code).toBe('ledger.locked')
    expect(error.details).toEqual({
      directory,
      pid: process.pid,
      host: hostname(),
      since: new Date(noon).toISOString(),
      product: 'Stablepoint 1.2.3',
    })
    expect(error.message).toContain(`Process ${process.pid} on ${hostname()}`)
    lock.release()
  })

  it('is free again after its release, which may be called twice', () => {
    const directory = temporaryFolder()
    const lock = lockDirectory(directory, holder)
    lock.release()
    lock.release()
    expect(existsSync(join(directory, 'till.lock.json'))).toBe(false)
    lockDirectory(directory, holder).release()
  })

  it('locks each folder for itself', () => {
    const [one, other] = [lockDirectory(temporaryFolder(), holder), lockDirectory(temporaryFolder(), holder)]
    expect([one, other]).toHaveLength(2)
    one.release()
    other.release()
  })

  it.each(['', '{', '[1]', '"text"', '{"pid":"none"}'])(
    'refuses also when the note of the holder reads %j',
    (note) => {
      const directory = temporaryFolder()
      const lock = lockDirectory(directory, holder)
      writeFileSync(join(directory, 'till.lock.json'), note)
      const error = refusal(directory)
      expect(error.details).toEqual({ directory })
      expect(error.message).toContain('Another process')
      lock.release()
    },
  )

  it('is not held by the note of a process that was killed', () => {
    const directory = temporaryFolder()
    writeFileSync(
      join(directory, 'till.lock.json'),
      JSON.stringify({ pid: 1, host: 'x', since: 'y', product: 'z' }),
    )
    const lock = lockDirectory(directory, holder)
    expect(refusal(directory).details).toMatchObject({ pid: process.pid })
    lock.release()
  })
})
