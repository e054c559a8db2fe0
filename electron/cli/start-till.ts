import { chooseHost, chooseKiosk } from './choose-host.ts'
import type { BinarySearch, HostFacts, KioskChoice } from './choose-host.ts'
import type { BuildPart } from './build-stamp.ts'

/** Everything `npm start` does to the world; tests replace it. */
export type StartEffects = Readonly<{
  facts: () => HostFacts
  obtainBinary: () => Promise<BinarySearch>
  ensureBuilt: (parts: readonly BuildPart[]) => Promise<void>
  runDesktop: (binary: string, args: readonly string[]) => Promise<number>
  runKiosk: (args: readonly string[]) => Promise<number>
  say: (line: string) => void
}>

/** What the dynamic loader of Linux returns when a shared library is missing; the till itself never does. */
const exitCannotLoad = 127

async function runKiosk(
  choice: KioskChoice,
  effects: StartEffects,
  args: readonly string[],
): Promise<number> {
  effects.say(choice.line)
  await effects.ensureBuilt(['renderer'])
  return effects.runKiosk(args)
}

/**
 * Starts the till on the best host this machine has, and ends with that host's exit code.
 * @param args passed on to the host unchanged
 */
export async function startTill(effects: StartEffects, args: readonly string[]): Promise<number> {
  const choice = await chooseHost(effects.facts(), effects.obtainBinary)
  if (choice.host === 'kiosk') return runKiosk(choice, effects, args)
  await effects.ensureBuilt(['renderer', 'desktop'])
  const code = await effects.runDesktop(choice.binary, args)
  return code === exitCannotLoad ? runKiosk(chooseKiosk('missingLibraries'), effects, args) : code
}
