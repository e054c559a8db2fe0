import { existsSync, readFileSync } from 'node:fs'

/** True while a process runs. One that has ended and waits for its parent to notice (a zombie) does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  const status = `/proc/${pid}/stat`
  // The state is the first field after the name, which is in brackets and may hold anything.
  return !existsSync(status) || readFileSync(status, 'utf8').split(') ').at(-1)?.startsWith('Z') !== true
}
