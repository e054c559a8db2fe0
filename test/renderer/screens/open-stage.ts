import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type Page } from '@playwright/test'
import { ensureRenderer } from '../../../electron/kiosk/ensure-renderer.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import { restingScene, type Scene } from '../../fixtures/scene-terminal/scene-state.ts'
import { serveScenes, type SceneServer } from '../../fixtures/scene-terminal/serve-scenes.ts'
import { searchChromium } from '../../run/find-chromium.ts'

type Look = Readonly<{
  /** Who is signed in; nobody when undefined. */
  who?: 'ana' | 'ben' | 'chi'
  scheme?: 'light' | 'dark'
  size?: Readonly<{ width: number; height: number }>
  /** Runs before the page's own scripts. */
  init?: () => void
}>

/** The built pages in a real browser, before a terminal that says what the test wants it to say. */
export type OpenedStage = Readonly<{
  server: SceneServer
  /** Opens a page at an address, with the scene changed as the test wants it. */
  open: (hash: string, scene: Partial<Scene>, look?: Look) => Promise<Page>
  /** Changes the scene while pages are open, and tells them. */
  change: (scene: Partial<Scene>) => void
  close: () => Promise<void>
}>

/** Sizes of the smallest till and of a desk. */
export const screenSizes = [
  { width: 1_024, height: 768 },
  { width: 1_440, height: 900 },
] as const

/** Opens a stage; the pages are built if they are older than their sources. */
export async function openStagePages(): Promise<OpenedStage> {
  const root = join(import.meta.dirname, '..', '..', '..')
  const server = await serveScenes(await ensureRenderer(root, silentLog))
  const executablePath = searchChromium()
  const browser: Browser = await chromium.launch({
    args: ['--no-sandbox'],
    ...(executablePath === undefined ? {} : { executablePath }),
  })
  return {
    server,
    open: async (hash, scene, look = {}) => {
      Object.assign(server.scene, restingScene(), scene)
      const context = await browser.newContext({
        viewport: look.size ?? screenSizes[0],
        colorScheme: look.scheme ?? 'light',
        reducedMotion: 'reduce',
      })
      const page = await context.newPage()
      page.setDefaultTimeout(10_000)
      if (look.init) await page.addInitScript(look.init)
      if (look.who) {
        await page.addInitScript(
          (token) => sessionStorage.setItem('stablepoint.session', token),
          `token-of-a-scene-${look.who}`,
        )
      }
      await page.goto(`${server.url}/${hash}`)
      return page
    },
    change: (scene) => {
      Object.assign(server.scene, scene)
      server.changed.push()
    },
    close: async () => {
      await browser.close()
      server.close()
    },
  }
}

/** What axe finds wrong with a page, as text; empty when nothing is. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
}
