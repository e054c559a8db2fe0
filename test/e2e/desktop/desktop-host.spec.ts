import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, expect, test } from '@playwright/test'
import { findDesktop } from '../../run/find-desktop.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const desktop = findDesktop(root)
const reason = desktop.path === undefined ? desktop.reason : ''

test('the desktop app opens the till on app://pos with the page shut off from Node', async () => {
  test.skip(desktop.path === undefined, reason)
  const data = mkdtempSync(join(tmpdir(), 'stablepoint-desktop-'))
  const app = await _electron.launch({
    executablePath: desktop.path ?? '',
    args: [root, '--data', data, '--environment', 'practice'],
  })
  try {
    const page = await app.firstWindow()
    await expect(page).toHaveTitle(/Stablepoint/)
    expect(page.url()).toMatch(/^app:\/\/pos\//)
    const reachable = await page.evaluate(() =>
      ['require', 'process', 'module'].filter((name) => name in globalThis),
    )
    expect(reachable).toEqual([])
  } finally {
    await app.close()
    rmSync(data, { recursive: true, force: true })
  }
})
