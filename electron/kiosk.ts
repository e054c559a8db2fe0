import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { isPosError, messageOf } from '../shared/errors/pos-error.ts'
import { defaultDataFolder } from './cli/data-folder.ts'
import { ensureRenderer } from './kiosk/ensure-renderer.ts'
import { exitCodeFor } from './host-exit-code.ts'
import { parseKioskOptions } from './kiosk/options.ts'
import { runKiosk, type Kiosk } from './kiosk/run-kiosk.ts'
import { systemClock } from './platform/clock.ts'
import { randomIds } from './platform/ids.ts'
import { isDoneWithin } from './platform/in-time.ts'
import { jsonLog } from './platform/log.ts'
import { openTerminal } from './terminal.ts'

// `npm run kiosk [-- --data DIR] [--port N] [--environment practice|testnet|live] [--config FILE] [--bind ADDRESS] [--passphrase-file FILE]`

const root = join(import.meta.dirname, '..')
const log = jsonLog((line) => void process.stderr.write(line), systemClock.now)

function readVersion(): string {
  const parsed: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed
    ? String(parsed.version)
    : '0.0.0'
}

function end(error: unknown): never {
  const facts = isPosError(error) ? { code: error.code, hint: error.hint, ...error.details } : {}
  log.error(messageOf(error), facts)
  process.exit(exitCodeFor(error))
}

/** Leaves time for the process itself to end within the five seconds it promises. */
const stopLimitMs = 4_500

let opening: Promise<Kiosk> | undefined
let isEnding = false

/** Stops once, however often it is asked, and however far the start has come. */
async function stop(exitCode: number): Promise<void> {
  if (isEnding) return
  isEnding = true
  const stopped = Promise.resolve(opening).then((kiosk) => kiosk?.stop())
  const isClean = await isDoneWithin(stopped, stopLimitMs)
  if (!isClean) log.error('The till did not stop in time; its ledger recovers by itself')
  process.exit(isClean ? exitCode : 1)
}

process.on('SIGTERM', () => void stop(0).catch(end))
process.on('SIGINT', () => void stop(0).catch(end))
process.on('uncaughtException', (error) => {
  log.error('Uncaught', { problem: messageOf(error), stack: error.stack })
  void stop(1).catch(end)
})
// One failed promise is a bug to report and no reason to close the shop: money moves in transactions only.
process.on('unhandledRejection', (reason) => {
  log.error('Unhandled rejection', {
    problem: messageOf(reason),
    stack: reason instanceof Error ? reason.stack : undefined,
  })
})

const folder = defaultDataFolder({ platform: process.platform, env: process.env, home: homedir() })

try {
  opening = runKiosk(parseKioskOptions(process.argv.slice(2), folder), {
    version: readVersion(),
    clock: systemClock,
    ids: randomIds,
    log,
    env: process.env,
    open: openTerminal,
    findPages: () => ensureRenderer(root, log),
    ready: (line) => process.stdout.write(`${line}\n`),
    failed: end,
  })
  await opening
} catch (error) {
  end(error)
}
