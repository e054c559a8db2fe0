import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMiniatureTree } from '../../run/miniature-tree.ts'
import type { MiniatureTree } from '../../run/miniature-tree.ts'

// A host that says what it was given and ends, when asked, with a code of its own.
const kiosk = `process.on('SIGTERM', () => process.exit(42))
setInterval(() => {}, 1000)
console.log(JSON.stringify({ ready: true, url: 'http://127.0.0.1:4310/?pair=a', args: process.argv.slice(2) }))
`

const page = (script: string): string =>
  `<!doctype html><title>Till</title><script type="module" src="./src/${script}.ts"></script>`

const sources = {
  'electron/kiosk.ts': kiosk,
  'renderer/index.html': page('main'),
  'renderer/display.html': page('display'),
  'renderer/src/main.ts': "document.title = 'Till'\n",
  'renderer/src/display.ts': "document.title = 'Display'\n",
}

const isRoot = process.getuid?.() === 0

let tree: MiniatureTree

beforeAll(() => {
  tree = createMiniatureTree(sources, ['electron/cli', 'electron.vite.config.ts'])
})

afterAll(() => tree.remove())

/** Runs `npm start` until the till is ready, then stops it as a system does. */
async function startAndStop(env: Record<string, string>, args: readonly string[] = []) {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...rest } = process.env
  const start = spawn(process.execPath, [join(tree.folder, 'electron', 'cli', 'start.ts'), ...args], {
    env: { ...rest, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  })
  const stdout = text(start.stdout)
  const stderr = text(start.stderr)
  await Promise.race([once(start.stdout, 'data'), once(start, 'close')])
  start.kill('SIGTERM')
  const [code] =
    start.exitCode === null ? ((await once(start, 'close')) as [number | null]) : [start.exitCode]
  return { code, stdout: await stdout, stderr: await stderr }
}

describe.skipIf(process.platform !== 'linux')('npm start on a Linux machine without a display', () => {
  it('builds the pages, says why, runs the kiosk host and passes its exit code on', async () => {
    const { code, stdout, stderr } = await startAndStop({ XDG_DATA_HOME: '/srv/data' }, ['--port', '4310'])
    expect(stderr.split('\n')[0]).toBe(
      'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set): starting the till for a browser instead.',
    )
    expect(stderr).toContain('Building the renderer...')
    expect(stderr).toMatch(/Open the till: +http:\/\/127\.0\.0\.1:4310\/\?pair=a/)
    expect(JSON.parse(stdout)).toMatchObject({ args: ['--port', '4310', '--data', '/srv/data/stablepoint'] })
    expect(code).toBe(42)
  })

  it('builds nothing the second time and leaves a named data folder alone', async () => {
    const { stdout, stderr } = await startAndStop({}, ['--data', '/shop'])
    expect(stderr).not.toContain('Building')
    expect(JSON.parse(stdout)).toMatchObject({ args: ['--data', '/shop'] })
  })
})

describe.skipIf(!isRoot)('npm start as root on Linux', () => {
  it('refuses to run Electron without its sandbox and says what it does instead', async () => {
    const { stderr, code } = await startAndStop({ DISPLAY: ':0' })
    expect(stderr.split('\n')[0]).toMatch(
      /^Electron cannot start its sandbox as root, .*: starting the till for a browser instead\.$/,
    )
    expect(code).toBe(42)
  })
})
