import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import type { Gate } from './gate-list.ts'

export type GateResult = Readonly<{ gate: Gate; ok: boolean; seconds: number; output: string }>

function runGate(root: string, gate: Gate): Promise<GateResult> {
  const startedAt = performance.now()
  const path = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}`
  return new Promise((resolve) => {
    const child = spawn(gate.command, gate.args, {
      cwd: root,
      env: { ...process.env, PATH: path },
      stdio: ['ignore', 'pipe', 'pipe'],
      // The tools are .cmd files on Windows, which only a shell starts.
      shell: process.platform === 'win32',
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    }
    const end = (ok: boolean): void =>
      resolve({ gate, ok, seconds: (performance.now() - startedAt) / 1_000, output })
    child.on('error', (error) => {
      output += error.message
      end(false)
    })
    child.on('close', (code) => end(code === 0))
  })
}

/**
 * Runs the gates two at a time, telling each result as it comes. A failing gate does not stop the others: one run
 * shows everything there is to mend.
 */
export async function runGates(
  root: string,
  gates: readonly Gate[],
  tell: (result: GateResult) => void,
): Promise<boolean> {
  const waiting = [...gates]
  let allOk = true
  const work = async (): Promise<void> => {
    for (let gate = waiting.shift(); gate !== undefined; gate = waiting.shift()) {
      const result = await runGate(root, gate)
      allOk &&= result.ok
      tell(result)
    }
  }
  await Promise.all([work(), work()])
  return allOk
}
