import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { findLedger, parseLedgerArguments } from '../../../electron/cli/ledger-arguments.ts'

describe('parseLedgerArguments', () => {
  const rows: readonly [string, boolean, object][] = [
    ['--data d', false, { data: 'd' }],
    ['--data=d --environment live', false, { data: 'd', environment: 'live' }],
    ['--data d --from f', true, { data: 'd', from: 'f' }],
    ['', false, { usage: expect.stringContaining('--data') as string }],
    ['--data', false, { usage: expect.stringContaining('--data') as string }],
    ['--data d', true, { usage: expect.stringContaining('--from FILE') as string }],
    ['--data d --from f', false, { usage: expect.stringContaining('restore') as string }],
    ['--data d --environment moon', false, { usage: expect.stringContaining('not moon') as string }],
    ['--data d --colour red', false, { usage: expect.stringContaining('--colour') as string }],
    ['--data d extra', false, { usage: expect.stringContaining('extra') as string }],
  ]
  it.each(rows)('reads %j (takes --from: %s)', (line, takesFrom, expected) => {
    expect(parseLedgerArguments(line === '' ? [] : line.split(' '), takesFrom)).toEqual(expected)
  })
})

describe('findLedger', () => {
  function folder(...environments: readonly string[]): string {
    const data = mkdtempSync(join(tmpdir(), 'stablepoint-arguments-'))
    onTestFinished(() => rmSync(data, { recursive: true, force: true }))
    for (const environment of environments) {
      mkdirSync(join(data, environment))
      writeFileSync(join(data, environment, 'ledger.db'), '')
    }
    return data
  }

  it('takes the only ledger there is', () => {
    const data = folder('testnet')
    expect(findLedger({ data })).toEqual({ environment: 'testnet', file: join(data, 'testnet', 'ledger.db') })
  })

  it('takes the one that is named', () => {
    const data = folder('practice', 'live')
    expect(findLedger({ data, environment: 'live' })).toMatchObject({ environment: 'live' })
  })

  it('asks which of several is meant', () => {
    expect(findLedger({ data: folder('practice', 'live') })).toEqual({
      usage: expect.stringContaining('practice, live') as string,
    })
  })

  it.each([undefined, 'live' as const])('says that there is none (named: %s)', (environment) => {
    const named = environment === undefined ? {} : { environment }
    expect(findLedger({ data: folder(), ...named })).toEqual({
      usage: expect.stringContaining('no ledger') as string,
    })
  })
})
