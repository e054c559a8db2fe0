import { describe, expect, it } from 'vitest'
import type { Gate } from './gate-list.ts'
import { runGates } from './run-gates.ts'
import type { GateResult } from './run-gates.ts'

const evaluated = (name: string, code: string): Gate => ({ name, command: 'node', args: ['--eval', code] })

async function run(gates: readonly Gate[]) {
  const results: GateResult[] = []
  const ok = await runGates(process.cwd(), gates, (result) => results.push(result))
  return { ok, results }
}

describe('runGates', () => {
  it('is content when every gate is', async () => {
    const { ok, results } = await run([evaluated('a', ''), evaluated('b', '')])
    expect(ok).toBe(true)
    expect(results.map((result) => result.ok)).toEqual([true, true])
  })

  it('runs every gate although one fails, and keeps what it said', async () => {
    const failing = evaluated(
      'b',
      `console.log('line 3: wrong'); console.error('1 problem'); process.exit(2)`,
    )
    const { ok, results } = await run([evaluated('a', ''), failing, evaluated('c', '')])
    expect(ok).toBe(false)
    expect(results.map((result) => result.gate.name).toSorted()).toEqual(['a', 'b', 'c'])
    const failed = results.find((result) => !result.ok)
    expect(failed?.output).toContain('line 3: wrong')
    expect(failed?.output).toContain('1 problem')
  })

  it('counts a tool that is not installed as failed', async () => {
    const { ok, results } = await run([{ name: 'gone', command: 'no-such-tool-here', args: [] }])
    expect(ok).toBe(false)
    expect(results[0]?.output).not.toBe('')
  })
})
