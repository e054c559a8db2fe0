import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findRecord, rescueOrphan, writeRecord } from '../../../../electron/practice/chain/anvil-record.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anvil-record-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('findRecord', () => {
  it('gives back what was written', () => {
    expect(findRecord(folder)).toBeUndefined()
    writeRecord(folder, { port: 4_000, pid: 12 })
    expect(findRecord(folder)).toEqual({ port: 4_000, pid: 12 })
    writeRecord(folder, { port: 4_000 })
    expect(findRecord(folder)).toEqual({ port: 4_000 })
  })

  it.each(['', '{', 'null', '[]', '{"pid":1}', '{"port":"x"}', '{"port":-1}', '{"port":1.5}'])(
    'takes %s for no record',
    (text) => {
      writeFileSync(join(folder, 'anvil.json'), text)
      expect(findRecord(folder)).toBeUndefined()
    },
  )

  it('never reads a process id that is none', () => {
    writeFileSync(join(folder, 'anvil.json'), '{"port":4000,"pid":-1}')
    expect(findRecord(folder)).toEqual({ port: 4_000 })
  })
})

describe('rescueOrphan', () => {
  it('leaves a process alone whose port does not answer as this chain', async () => {
    // This very process: a wrong kill would end the test.
    writeRecord(folder, { port: 1, pid: process.pid })
    expect(await rescueOrphan(folder, 31_337)).toBe('none')
  })
})
