import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { exitCodeOf, runChild } from '../../../electron/cli/run-child.ts'

const runChildPath = new URL('../../../electron/cli/run-child.ts', import.meta.url).href
const node = (code: string) => ({
  command: process.execPath,
  args: ['--eval', code],
  cwd: '.',
  env: process.env,
})

describe('exitCodeOf', () => {
  it.each([
    [0, null, 0],
    [3, null, 3],
    [null, 'SIGTERM', 143],
    [null, 'SIGKILL', 137],
    [null, null, 1],
  ] as const)('of code %o and signal %o is %i', (code, signal, expected) => {
    expect(exitCodeOf(code, signal)).toBe(expected)
  })
})

describe('runChild', () => {
  it('passes the exit code on', async () => {
    expect(await runChild(node('process.exit(4)'))).toBe(4)
  })

  it('tells each line of standard output', async () => {
    const lines: string[] = []
    await runChild({ ...node(`console.log('one'); console.log('two')`), onLine: (line) => lines.push(line) })
    expect(lines).toEqual(['one', 'two'])
  })

  it('fails where there is no such program', async () => {
    await expect(runChild({ ...node(''), command: '/nowhere/electron' })).rejects.toThrow('ENOENT')
  })

  it('leaves no signal handler behind', async () => {
    const before = process.listenerCount('SIGTERM')
    await runChild(node(''))
    expect(process.listenerCount('SIGTERM')).toBe(before)
  })

  it.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)(
    'hands %s to the host, which ends in its own time with its own exit code',
    async (signal) => {
      const host = `process.on('${signal}', () => setTimeout(() => process.exit(42), 10)); setInterval(() => {}, 1000); console.log('ready')`
      const program = `import { runChild } from ${JSON.stringify(runChildPath)}
        process.exitCode = await runChild({ command: process.execPath, args: ['--eval', ${JSON.stringify(host)}], cwd: '.', env: process.env })`
      const parent = spawn(process.execPath, ['--input-type=module-typescript', '--eval', program], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await once(parent.stdout, 'data')
      parent.kill(signal)
      const [code] = (await once(parent, 'close')) as [number | null]
      expect(code).toBe(42)
    },
  )
})
