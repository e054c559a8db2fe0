import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { createInterface } from 'node:readline'

export type ChildCommand = Readonly<{
  command: string
  args: readonly string[]
  cwd: string
  env: NodeJS.ProcessEnv
  /** Told each line of the child's standard output, which is passed on unchanged. */
  onLine?: (line: string) => void
}>

const forwarded = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/** The exit code a shell would report: 128 plus the number of the signal that ended the child. */
export function exitCodeOf(code: number | null, signal: NodeJS.Signals | null): number {
  if (code !== null) return code
  return signal === null ? 1 : 128 + constants.signals[signal]
}

/**
 * Runs a program in this terminal until it ends. Signals sent to this process reach the child; Ctrl-C in a terminal
 * already reaches both, and passing it on would look like a second, impatient one.
 * @returns the exit code to end with
 */
export function runChild({ command, args, cwd, env, onLine }: ChildCommand): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['inherit', onLine ? 'pipe' : 'inherit', 'inherit'],
    })
    if (onLine && child.stdout) {
      child.stdout.pipe(process.stdout, { end: false })
      createInterface({ input: child.stdout }).on('line', onLine)
    }
    const forward = (signal: NodeJS.Signals): void => {
      if (signal === 'SIGINT' && process.stdin.isTTY) return
      child.kill(signal)
    }
    for (const signal of forwarded) process.on(signal, forward)
    const release = (): void => {
      for (const signal of forwarded) process.off(signal, forward)
    }
    child.on('error', (error) => {
      release()
      reject(error)
    })
    child.on('close', (code, signal) => {
      release()
      resolve(exitCodeOf(code, signal))
    })
  })
}
