import { homedir } from 'node:os'
import { join } from 'node:path'
import { defaultDataFolder, withDataFolder } from './data-folder.ts'
import { describeReady } from './describe-ready.ts'
import { obtainElectronBinary } from './electron-binary.ts'
import { ensureBuilt } from './ensure-built.ts'
import { readHostFacts } from './host-facts.ts'
import { runChild } from './run-child.ts'
import { startTill } from './start-till.ts'
import type { StartEffects } from './start-till.ts'

// `npm start [-- --data DIR] [-- --port N]`: the till, on the best host this machine has.

const root = join(import.meta.dirname, '..', '..')

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

function tellAddress(line: string): void {
  const text = describeReady(line)
  if (text !== undefined) say(text)
}

function withoutRunAsNode(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { ELECTRON_RUN_AS_NODE: _inherited, ...rest } = env
  return rest
}

const effects: StartEffects = {
  facts: readHostFacts,
  obtainBinary: () =>
    obtainElectronBinary({ packageFolder: join(root, 'node_modules', 'electron'), env: process.env }, say),
  ensureBuilt: (parts) => ensureBuilt(root, parts, say),
  runDesktop: (binary, args) =>
    runChild({ command: binary, args: [root, ...args], cwd: root, env: withoutRunAsNode(process.env) }),
  runKiosk: (args) =>
    runChild({
      command: process.execPath,
      args: [join(root, 'electron', 'kiosk.ts'), ...args],
      cwd: root,
      env: process.env,
      onLine: tellAddress,
    }),
  say,
}

const folder = defaultDataFolder({ platform: process.platform, env: process.env, home: homedir() })

try {
  process.exitCode = await startTill(effects, withDataFolder(process.argv.slice(2), folder))
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
