import { globSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type { BenchRow } from './bench-row.ts'

// `npm run bench [-- --json FILE] [-- --only WORD]`: every budget of the design that exists, each beside its peer or limit.

type Bench = () => Promise<readonly BenchRow[]>

function isBench(entry: [string, unknown]): entry is [string, Bench] {
  return entry[0].startsWith('bench') && typeof entry[1] === 'function'
}

async function loadBenches(only: string | undefined): Promise<readonly (readonly [string, Bench])[]> {
  const benches: (readonly [string, Bench])[] = []
  for (const file of globSync('**/*.bench.ts', { cwd: import.meta.dirname }).toSorted()) {
    if (only !== undefined && !file.includes(only)) continue
    const loaded: unknown = await import(pathToFileURL(join(import.meta.dirname, file)).href)
    if (typeof loaded === 'object' && loaded !== null) benches.push(...Object.entries(loaded).filter(isBench))
  }
  return benches
}

function figure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(value >= 10 ? 1 : 2)
}

function describeRow({ row, measured, unit, peer, limit, ok, note }: BenchRow): string {
  const beside = [
    peer && `${peer.name}: ${figure(peer.value)} ${unit}`,
    limit !== undefined && `limit: ${figure(limit)} ${unit}`,
  ].filter(Boolean)
  return `${ok ? 'ok  ' : 'MISS'}  ${row}\n      ${figure(measured)} ${unit}   beside ${beside.join(', ')}${note === undefined ? '' : `\n      ${note}`}`
}

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } })
const rows: BenchRow[] = []
for (const [name, bench] of await loadBenches(values.only)) {
  process.stderr.write(`measuring ${name} …\n`)
  for (const row of await bench()) {
    rows.push(row)
    process.stdout.write(`${describeRow(row)}\n`)
  }
}
const missed = rows.filter((row) => !row.ok).length
process.stdout.write(`\n${rows.length} budgets measured, ${missed} missed\n`)
if (values.json !== undefined) {
  writeFileSync(
    values.json,
    `${JSON.stringify({ at: new Date().toISOString(), node: process.version, rows }, null, 2)}\n`,
  )
}
process.exit(rows.length === 0 || missed > 0 ? 1 : 0)
