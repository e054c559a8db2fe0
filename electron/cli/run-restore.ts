import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isPosError, messageOf } from '../../shared/errors/pos-error.ts'
import { environmentOfBackup, restoreLedger, type Restored } from '../ledger/restore-ledger.ts'
import { systemClock } from '../platform/clock.ts'
import { randomIds } from '../platform/ids.ts'
import { silentLog } from '../platform/log.ts'
import { parseLedgerArguments } from './ledger-arguments.ts'
import type { Output } from './run-verify.ts'

const usage = 'npm run restore -- --data DIR --from FILE [--environment practice|testnet|live]'

/**
 * Puts a backup in the place of a ledger and keeps the replaced file.
 * @returns the exit code: 0 restored, 1 refused (nothing was changed), 2 bad usage, 3 a till holds the folder
 */
export async function runRestore(args: readonly string[], { fact, say }: Output): Promise<number> {
  const parsed = parseLedgerArguments(args, true)
  const from = 'usage' in parsed ? undefined : parsed.from
  if ('usage' in parsed || from === undefined || !existsSync(from)) {
    const reason = 'usage' in parsed ? parsed.usage : `There is no file ${from ?? ''}.`
    say(`${reason}\nUsage: ${usage}`)
    return 2
  }
  try {
    const environment = environmentOfBackup(from)
    if (parsed.environment !== undefined && parsed.environment !== environment) {
      say(`The backup is of ${environment} and not of ${parsed.environment}: they never mix.`)
      return 2
    }
    const restored = await restoreLedger({
      directory: join(parsed.data, environment),
      from,
      clock: systemClock,
      ids: randomIds,
      log: silentLog,
      product: 'restore',
    })
    fact(JSON.stringify({ restored: true, environment, ...restored }))
    say(describe(environment, restored))
    return 0
  } catch (error) {
    say(`Nothing was restored: ${messageOf(error)}.${isPosError(error) ? ` ${error.hint}` : ''}`)
    return isPosError(error, 'ledger.locked') ? 3 : 1
  }
}

function describe(environment: string, { entries, setAside, knowsWhatWasUsed }: Restored): string {
  const kept = setAside === undefined ? '' : ` The replaced file is kept as ${setAside}.`
  const warning = knowsWhatWasUsed
    ? ''
    : ' The replaced ledger could not be read: sale numbers and addresses used since the backup may be used again.'
  return `The ${environment} ledger is restored with ${entries} entries.${kept}${warning}`
}
