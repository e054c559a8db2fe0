import { test as base } from '@playwright/test'
import { createDataFolder, startKiosk, type Kiosk } from './kiosk.ts'
import { tillPage, type TillPage } from './till-page.ts'

/** A practice shop of its own for each test: a fresh data folder, the kiosk host on it, and a way to restart it. */
export type Shop = Readonly<{
  kiosk: () => Kiosk
  data: string
  /** Starts the host again on the same folder, after a kill or a stop. */
  restart: (args?: readonly string[]) => Promise<Kiosk>
}>

type Fixtures = { shop: Shop; shopArgs: readonly string[]; till: TillPage }

/** Playwright's test with a shop and an open till. */
export const test = base.extend<Fixtures>({
  shopArgs: [[], { option: true }],
  shop: async ({ shopArgs }, provide, info) => {
    const { folder, remove } = createDataFolder()
    let running = await startKiosk({ data: folder, args: shopArgs })
    const logs: string[] = []
    await provide({
      kiosk: () => running,
      data: folder,
      restart: async (args = shopArgs) => {
        logs.push(running.log())
        running = await startKiosk({ data: folder, args })
        return running
      },
    })
    await running.stop()
    logs.push(running.log())
    await info.attach('terminal log', { body: logs.join('\n--- restart ---\n'), contentType: 'text/plain' })
    remove()
  },
  till: async ({ page, shop }, provide) => {
    await page.goto(shop.kiosk().ready.url)
    await provide(tillPage(page))
  },
})
