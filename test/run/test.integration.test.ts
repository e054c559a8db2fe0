import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { createMiniatureTree } from './miniature-tree.ts'
import type { MiniatureTree } from './miniature-tree.ts'

const copies = [
  'electron/cli',
  'electron.vite.config.ts',
  'test/vitest.config.ts',
  'test/playwright.config.ts',
  'test/e2e/desktop',
  ...[
    'test',
    'chromium-candidates',
    'count-results',
    'find-chromium',
    'find-desktop',
    'install-chromium',
    'list-skipped',
  ].map((name) => `test/run/${name}.ts`),
]

const page = '<!doctype html><title>Till</title><script type="module" src="./src/main.ts"></script>'

const product = {
  'electron/main.ts': "import { app } from 'electron'\n\napp.quit()\n",
  'electron/practice/chain/keeper.ts': "process.stdout.write('keeper')\n",
  'electron/preload.ts': "import { ipcRenderer } from 'electron'\n\nipcRenderer.send('port')\n",
  'renderer/index.html': page,
  'renderer/display.html': page,
  'renderer/src/main.ts': "document.title = 'Till'\n",
}

const passing = {
  'test/one.test.ts':
    "import { expect, it } from 'vitest'\n\nit('adds', () => expect(1 + 1).toBe(2))\nit.skip('waits', () => {})\n",
  'test/two.integration.test.ts':
    "import { expect, it } from 'vitest'\n\nit('adds', () => expect(2 + 2).toBe(4))\n",
  'test/contract/three.test.ts':
    "import { expect, it } from 'vitest'\n\nit('adds', () => expect(3 + 3).toBe(6))\n",
  'test/e2e/page.spec.ts': `import { expect, test } from '@playwright/test'

test('a real browser opens a page', async ({ page }) => {
  await page.goto('data:text/html,<title>Till</title>')
  await expect(page).toHaveTitle('Till')
})
`,
}

const failing = {
  'test/broken.test.ts': "import './does-not-exist.ts'\n",
  'test/wrong.test.ts': "import { expect, it } from 'vitest'\n\nit('adds', () => expect(1 + 1).toBe(3))\n",
}

let tree: MiniatureTree | undefined

afterEach(() => {
  tree?.remove()
})

/** Runs `npm test` in a miniature checkout, as a person would: without what this test run has set. */
async function runTests(sources: Readonly<Record<string, string>>) {
  tree = createMiniatureTree({ ...product, ...sources }, copies)
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(VITEST|NODE_ENV|TEST|FORCE_COLOR|DISPLAY|WAYLAND)/.test(name),
    ),
  )
  const child = spawn(process.execPath, [join(tree.folder, 'test', 'run', 'test.ts')], {
    cwd: tree.folder,
    env: { ...env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 110_000,
  })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: child.exitCode, lines: stdout.trimEnd().split('\n'), stderr }
}

describe('npm test', () => {
  it('builds, runs every kind of test and closes with their sum', async () => {
    const { code, lines, stderr } = await runTests(passing)
    expect(lines.at(-1), stderr).toBe('4 passed, 0 failed, 2 skipped')
    expect(lines).toContain('skipped: waits')
    expect(lines.find((line) => line.startsWith('skipped: [desktop]'))).toMatch(
      /page shut off from Node: [A-Z]/,
    )
    expect(code).toBe(0)
  })

  it('counts a wrong test and a file that cannot be loaded, and fails', async () => {
    const { code, lines, stderr } = await runTests({ ...passing, ...failing })
    expect(lines.at(-1), stderr).toBe('4 passed, 2 failed, 2 skipped')
    expect(code).toBe(1)
  })
})
