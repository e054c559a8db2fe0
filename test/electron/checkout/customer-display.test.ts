import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCustomerDisplay, type CustomerDisplay } from '../../../electron/checkout/customer-display.ts'
import { block, openTestTill, type TestTill } from '../../fixtures/test-till.ts'

let folder: string
let shop: TestTill
let display: CustomerDisplay

const empty = { currency: 'USD', lines: [], totalMinor: 0n } as const
const coffee = {
  currency: 'USD',
  lines: [{ name: 'Flat white', quantity: 1, totalMinor: 420n }],
  totalMinor: 420n,
} as const

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stablepoint-display-'))
  shop = openTestTill(folder)
  shop.step([block(100)])
  display = openCustomerDisplay(shop.till, 'practice')
})
afterEach(() => {
  shop.watchlist.stop()
  shop.ledger.close()
  rmSync(folder, { recursive: true, force: true })
})

async function shown(): Promise<string> {
  for await (const { kind } of display.follow(new AbortController().signal)) return kind
  return 'nothing'
}

describe('openCustomerDisplay', () => {
  it('keeps a checkout when the register that was emptied by charging says so afterwards', async () => {
    display.showBasket({ ...coffee, lines: [...coffee.lines] })
    expect(await shown()).toBe('basket')
    display.showCheckout(shop.open('first', 420n))
    display.showBasket({ ...empty, lines: [] })
    expect(await shown()).toBe('checkout')
  })

  it('ends a checkout when it is dismissed, and never that of another sale', async () => {
    const first = shop.open('first', 420n)
    const second = shop.open('second', 500n)
    display.showCheckout(second)
    expect(display.dismiss(first)).toBe(false)
    expect(await shown()).toBe('checkout')
    expect(display.dismiss(second)).toBe(true)
    expect(await shown()).toBe('idle')
  })

  it('shows the next basket over a checkout, and greets when that is emptied', async () => {
    display.showCheckout(shop.open('first', 420n))
    display.showBasket({ ...coffee, lines: [...coffee.lines] })
    expect(await shown()).toBe('basket')
    display.showBasket({ ...empty, lines: [] })
    expect(await shown()).toBe('idle')
  })
})
