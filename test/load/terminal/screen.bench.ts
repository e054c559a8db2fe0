import { chromium, type Page } from '@playwright/test'
import { sampleCatalog } from '../../../electron/practice/sample-catalog.ts'
import { createDataFolder, startKiosk } from '../../e2e/kiosk.ts'
import { tillPage } from '../../e2e/till-page.ts'
import { searchChromium } from '../../run/find-chromium.ts'
import type { BenchRow } from '../bench-row.ts'
import { percentile } from '../percentile.ts'

const rounds = 15
const qrLimitMs = 300
const scanLimitMs = 30

/** From the press on Charge to the first frame that shows the code, by the page's own clock. */
async function chargeToCode(page: Page): Promise<number> {
  const painted = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const button =
          document.querySelector('button[aria-label="Charge"]') ??
          [...document.querySelectorAll('button')].find((each) => each.textContent?.trim() === 'Charge')
        if (!(button instanceof HTMLElement)) throw new Error('There is no Charge button')
        const startedAt = performance.now()
        const look = (): void => {
          if (document.querySelector('[role="img"][aria-label="Payment QR"], img[alt="Payment QR"]'))
            requestAnimationFrame(() => resolve(performance.now() - startedAt))
          else requestAnimationFrame(look)
        }
        button.click()
        look()
      }),
  )
  return painted
}

/** From the last key of a scanner to the frame that shows the line. */
async function scanToLine(page: Page, barcode: string, name: string): Promise<number> {
  return page.evaluate(
    ([code, item]) =>
      new Promise<number>((resolve) => {
        const count = (): number => document.body.innerText.split(item).length
        const before = count()
        const press = (key: string): void =>
          void document.body.dispatchEvent(
            new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
          )
        for (const digit of code) press(digit)
        press('Enter')
        const startedAt = performance.now()
        const look = (): void => {
          if (performance.now() - startedAt > 5_000) throw new Error('The scan brought no line')
          if (count() > before) resolve(performance.now() - startedAt)
          else requestAnimationFrame(look)
        }
        look()
      }),
    [barcode, name] as const,
  )
}

/** What a cashier waits for, in a real Chromium against the kiosk host. */
export async function benchScreens(): Promise<BenchRow[]> {
  const executablePath = searchChromium()
  if (executablePath === undefined) throw new Error('No Chromium: npm test installs one')
  const { folder, remove } = createDataFolder()
  const kiosk = await startKiosk({ data: folder })
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(kiosk.ready.url)
    const till = tillPage(page)
    await till.unlock()
    const espresso = sampleCatalog.find((item) => item.name === 'Espresso')
    if (!espresso) throw new Error('The sample catalogue has coffee')
    const scans: number[] = []
    await page.getByRole('button', { name: /^Espresso/ }).waitFor()
    for (let round = 0; round < rounds; round += 1) {
      scans.push(await scanToLine(page, espresso.barcode ?? '', espresso.name))
      await page.getByRole('button', { name: 'New sale', exact: true }).click()
    }
    const codes: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      await till.addAmount('1250')
      codes.push(await chargeToCode(page))
      await page.goto(`${new URL(page.url()).origin}/#/register`)
      await page.getByRole('button', { name: 'Charge', exact: true }).waitFor()
    }
    const row = (name: string, samples: readonly number[], limit: number): BenchRow => {
      const measured = percentile(samples, 0.5)
      return {
        row: name,
        measured,
        unit: 'ms',
        limit,
        ok: measured <= limit,
        note: `median of ${rounds}; slowest ${Math.max(...samples).toFixed(0)} ms`,
      }
    }
    return [
      row('digits -> code on the screen', codes, qrLimitMs),
      row('scan -> basket line', scans, scanLimitMs),
    ]
  } finally {
    await browser.close()
    await kiosk.stop()
    remove()
  }
}
