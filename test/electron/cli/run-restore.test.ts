import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runRestore } from '../../../electron/cli/run-restore.ts'
import { openLedger } from '../../../electron/ledger/open-ledger.ts'
import { makeSale } from '../ledger/support/made-sale.ts'
import { temporaryFolder, testOptions } from '../ledger/support/test-ledger.ts'

async function run(...args: readonly string[]): Promise<{ code: number; facts: unknown[]; said: string }> {
  const facts: unknown[] = []
  let said = ''
  const code = await runRestore(args, {
    fact: (line) => facts.push(JSON.parse(line)),
    say: (line) => (said += line),
  })
  return { code, facts, said }
}

async function shop(): Promise<{ data: string; directory: string; from: string }> {
  const data = temporaryFolder()
  const directory = join(data, 'practice')
  const ledger = openLedger(testOptions(directory))
  ledger.transact((transaction) => transaction.append(makeSale(1).opened))
  const from = join(temporaryFolder(), 'backup.db')
  await ledger.backup(from)
  ledger.close()
  return { data, directory, from }
}

describe('runRestore', () => {
  it('restores into the environment of the backup: 0, and says where the replaced file is', async () => {
    const { data, directory, from } = await shop()
    const { code, facts, said } = await run('--data', data, '--from', from)
    expect(code).toBe(0)
    expect(facts).toMatchObject([{ restored: true, environment: 'practice', entries: 3 }])
    expect(said).toContain(`kept as ${join(directory, 'backups', 'replaced-')}`)
  })

  it('warns when the replaced ledger could not say what it had used', async () => {
    const { data, directory, from } = await shop()
    writeFileSync(join(directory, 'ledger.db'), 'rubbish')
    expect((await run('--data', data, '--from', from)).said).toContain('may be used again')
  })

  it('refuses while a till holds the folder: 3', async () => {
    const { data, directory, from } = await shop()
    const till = openLedger(testOptions(directory))
    const { code, said } = await run('--data', data, '--from', from)
    expect(code).toBe(3)
    expect(said).toContain(`Process ${process.pid}`)
    till.close()
  })

  it('refuses a file that is no backup: 1', async () => {
    const { data, from } = await shop()
    writeFileSync(from, 'rubbish')
    expect(await run('--data', data, '--from', from)).toMatchObject({ code: 1, facts: [] })
  })

  it('refuses another environment than that of the backup: 2', async () => {
    const { data, from } = await shop()
    const { code, said } = await run('--data', data, '--from', from, '--environment', 'live')
    expect(code).toBe(2)
    expect(said).toContain('is of practice and not of live')
  })

  it.each([[[]], [['--data', 'd']], [['--data', 'd', '--from', '/nowhere/backup.db']]])(
    'explains bad usage %j: 2',
    async (args) => {
      const { code, said } = await run(...args)
      expect(code).toBe(2)
      expect(said).toContain('Usage: npm run restore')
    },
  )
})
