import { join } from 'node:path'
import { gates, unitTests } from './gate-list.ts'
import { runGates } from './run-gates.ts'
import type { GateResult } from './run-gates.ts'

// `npm run check`: the gates and the unit tests. `npm run gates`: the gates alone, for CI, where `npm test` follows.

function tell({ gate, ok, seconds, output }: GateResult): void {
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${gate.name} (${seconds.toFixed(1)} s)`)
  if (!ok) console.log(`${output.trimEnd()}\n`)
}

const root = join(import.meta.dirname, '..', '..')
const onlyGates = process.argv.includes('--gates')
const ok = await runGates(root, onlyGates ? gates : [unitTests, ...gates], tell)
process.exitCode = ok ? 0 : 1
