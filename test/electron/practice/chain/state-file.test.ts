import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  dropLoadingFile,
  hasSavedState,
  replaceFile,
  saveState,
  setStateAside,
  writeLoadingFile,
} from '../../../../electron/practice/chain/state-file.ts'

const past = { blocks: 5, transactions: 5 }
const state = { best_block_number: 0, blocks: [], transactions: [], historical_states: null }
const dump = `0x${gzipSync(JSON.stringify(state)).toString('hex')}`

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-file-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('replaceFile', () => {
  it('replaces the content and leaves nothing else behind', () => {
    const path = join(folder, 'file')
    writeFileSync(path, 'a longer first content')
    replaceFile(path, Buffer.from('second'))
    expect(readFileSync(path, 'utf8')).toBe('second')
    expect(readdirSync(folder)).toEqual(['file'])
  })
})

describe('saveState', () => {
  it('gives back what was saved, as the plain JSON anvil loads', () => {
    expect(hasSavedState(folder)).toBe(false)
    saveState(folder, dump)
    expect(hasSavedState(folder)).toBe(true)
    expect(JSON.parse(readFileSync(writeLoadingFile(folder, past), 'utf8'))).toEqual(state)
    dropLoadingFile(folder)
    expect(readdirSync(folder)).toEqual(['state.json.gz'])
  })
})

describe('writeLoadingFile', () => {
  it.each([
    ['is empty', Buffer.alloc(0), 'unexpected end of file'],
    ['is not gzip', Buffer.from('{}'), 'incorrect header check'],
    ['is cut off', gzipSync(JSON.stringify(state)).subarray(0, 20), 'unexpected end of file'],
    ['is another JSON', gzipSync('{"blocks":1}'), 'no readable head'],
  ])('throws when the saved state %s', (_, content, words) => {
    writeFileSync(join(folder, 'state.json.gz'), content)
    expect(() => writeLoadingFile(folder, past)).toThrow(words)
  })
})

describe('setStateAside', () => {
  it('keeps the unreadable state for whoever looks into it', () => {
    saveState(folder, dump)
    setStateAside(folder)
    expect(hasSavedState(folder)).toBe(false)
    expect(readdirSync(folder)).toEqual(['state-unreadable.json.gz'])
  })
})
