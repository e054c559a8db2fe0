import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { PNG } from 'pngjs'

/** Where the README's pictures are kept. */
const folder = join(import.meta.dirname, '..', '..', 'resources', 'screenshots')
/** Set by `npm run screenshots`; a usual run only looks whether the pictures are there. */
const isTaking = process.env['STABLEPOINT_SCREENSHOTS'] === '1'

/** A small till and a usual one. */
const sizes = [
  { width: 1024, height: 768 },
  { width: 1440, height: 900 },
] as const
type Size = (typeof sizes)[number]
type Scheme = 'light' | 'dark'

type LookOptions = Readonly<{
  /** Whether a picture of it is kept, and in which colours. */
  pictures?: readonly Scheme[]
}>

/** What a person would see as cut off: buttons whose words do not fit, and anything past the edge of the window. */
function findCutOff(): string[] {
  const cut: string[] = []
  const root = document.documentElement
  if (root.scrollWidth > root.clientWidth) cut.push(`the page is ${root.scrollWidth} wide`)
  for (const button of document.querySelectorAll<HTMLElement>('button, [role="button"], nav a')) {
    const box = button.getBoundingClientRect()
    if (box.width === 0 || !button.checkVisibility({ visibilityProperty: true })) continue
    const name = button.getAttribute('aria-label') ?? button.innerText.replaceAll('\n', ' ')
    if (box.left < -1 || box.right > root.clientWidth + 1) cut.push(`"${name}" is past the edge`)
    for (const part of [button, ...button.querySelectorAll<HTMLElement>('*')]) {
      // Words for screen readers only are one pixel wide on purpose.
      if (part.clientWidth > 1 && part.scrollWidth > part.clientWidth + 1) {
        cut.push(`"${name}" needs ${part.scrollWidth} and has ${part.clientWidth}`)
      }
    }
  }
  return cut
}

/**
 * Ends fades, slides and the change of colours at once; a clock that runs down or a mark that turns is left running.
 * The end of one motion may start another, as where a colour is inherited, so that it looks again.
 */
function settleMotion(): void {
  const running = (): Animation[] =>
    document
      .getAnimations()
      .filter((motion) => motion.playState === 'running')
      .filter((motion) => Number(motion.effect?.getComputedTiming().endTime) <= 1_000)
  for (let rounds = 0; rounds < 20 && running().length > 0; rounds += 1) {
    for (const motion of running()) motion.finish()
  }
}

async function findViolations(page: Page): Promise<string[]> {
  // The other mode opens a page of its own for every answer, for the sake of frames; no screen has one.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  )
}

function pictureFile(name: string, scheme: Scheme, { width, height }: Size): string {
  return join(folder, `${name}${scheme === 'dark' ? '-dark' : ''}-${width}x${height}.png`)
}

async function keepPicture(page: Page, file: string): Promise<void> {
  const { width, height } = PNG.sync.read(readPicture(await page.screenshot({ caret: 'hide' }), file))
  expect({ width, height }, file).toEqual(page.viewportSize())
}

/** The picture just taken, after keeping it, or the one that is kept. */
function readPicture(taken: Buffer, file: string): Buffer {
  if (isTaking) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, taken)
    return taken
  }
  expect(existsSync(file), `${file} is missing: npm run screenshots`).toBe(true)
  return readFileSync(file)
}

/**
 * Looks at a screen as it stands: at both sizes nothing may be cut off, and in both colours axe may find nothing.
 * Its pictures are taken when asked for; else they must be there.
 */
export async function lookAt(page: Page, name: string, { pictures = [] }: LookOptions = {}): Promise<void> {
  await test.step(name, async () => {
    await page.bringToFront()
    for (const size of sizes) {
      await page.setViewportSize(size)
      for (const scheme of ['light', 'dark'] as const) {
        // Each colour is examined once, at alternating sizes; the rules do not depend on both.
        const isExamined = (size.width === 1440) === (scheme === 'light')
        const isPicture = pictures.includes(scheme)
        if (!isExamined && !isPicture) continue
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
        await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme)
        await page.evaluate(settleMotion)
        const where = `${name}, ${scheme}, ${size.width} wide`
        expect.soft(await page.evaluate(findCutOff), where).toEqual([])
        if (isExamined) expect.soft(await findViolations(page), where).toEqual([])
        if (isPicture) await keepPicture(page, pictureFile(name, scheme, size))
      }
    }
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.setViewportSize(sizes[1])
  })
}
