import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { environments, type Environment } from '../../shared/domain/settings/settings.ts'
import { messageOf } from '../../shared/errors/pos-error.ts'

/** What the command line of a ledger program says. */
export type LedgerArguments = Readonly<{ data: string; environment?: Environment; from?: string }>

/** A command line that cannot be followed, with the reason in one sentence. */
export type BadUsage = Readonly<{ usage: string }>

const names = { data: { type: 'string' }, environment: { type: 'string' }, from: { type: 'string' } } as const

/** Reads `--data DIR [--environment practice|testnet|live]`, and `--from FILE` where it is asked for. */
export function parseLedgerArguments(
  args: readonly string[],
  takesFrom: boolean,
): LedgerArguments | BadUsage {
  let values: ReturnType<typeof parseArgs<{ options: typeof names }>>['values']
  try {
    values = parseArgs({ args: [...args], options: names, strict: true }).values
  } catch (error) {
    return { usage: messageOf(error) }
  }
  const { data, environment, from } = values
  if (!data) return { usage: '--data DIR is needed: the folder that holds the till’s data.' }
  if (!takesFrom && from !== undefined) return { usage: '--from is for npm run restore.' }
  if (takesFrom && !from) return { usage: '--from FILE is needed: the backup to restore.' }
  const known = environments.find((name) => name === environment)
  if (environment !== undefined && !known)
    return { usage: `--environment is one of ${environments.join(', ')}, not ${environment}.` }
  return { data, ...(known ? { environment: known } : {}), ...(from === undefined ? {} : { from }) }
}

/** A ledger file on disk with the environment it stands for. */
export type FoundLedger = Readonly<{ environment: Environment; file: string }>

/** The ledger that is meant: the one that is named, or the only one there is. */
export function findLedger({ data, environment }: LedgerArguments): FoundLedger | BadUsage {
  const all = environments.map((name) => ({ environment: name, file: join(data, name, 'ledger.db') }))
  const found = all.filter(
    (ledger) => (environment ?? ledger.environment) === ledger.environment && existsSync(ledger.file),
  )
  const [only] = found
  if (!only) return { usage: `There is no ledger in ${environment ? join(data, environment) : data}.` }
  if (found.length === 1) return only
  const names = found.map((ledger) => ledger.environment).join(', ')
  return { usage: `${data} holds several ledgers (${names}): name one with --environment.` }
}
