import { expect, type Locator, type Page } from '@playwright/test'

/** The people of a practice till and their published PINs. */
export const practicePins = { Cashier: '1111', Manager: '2222', Owner: '3333' } as const

/** Works the till by the names that people with screen readers hear. */
export type TillPage = Readonly<{
  page: Page
  unlock: (name?: keyof typeof practicePins) => Promise<void>
  /** Signs in anybody by name and PIN, whether the till waits for `Sign in` or not. */
  signIn: (name: string, pin: string) => Promise<void>
  lock: () => Promise<void>
  /** Types an amount in minor units on the keypad and adds it as a line. */
  addAmount: (digits: string) => Promise<void>
  charge: () => Promise<void>
  status: Locator
  code: Locator
}>

async function press(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click()
}

async function signIn(page: Page, name: string, pin: string): Promise<void> {
  const lock = page.getByRole('button', { name: 'Lock', exact: true })
  await page.getByRole('button', { name, exact: true }).click()
  await press(page, pin)
  // A practice till signs in at the fourth digit; another waits to be told.
  const submit = page.getByRole('button', { name: 'Sign in', exact: true })
  await expect(submit.and(page.locator(':enabled')).or(lock)).toBeVisible()
  if (!(await lock.isVisible())) await submit.click()
  await expect(lock).toBeVisible()
}

/** Puts a page object over an open till. */
export function tillPage(page: Page): TillPage {
  return {
    page,
    unlock: (name = 'Cashier') => signIn(page, name, practicePins[name]),
    signIn: (name, pin) => signIn(page, name, pin),
    lock: async () => {
      await page.getByRole('button', { name: 'Lock', exact: true }).click()
      await expect(page.getByRole('button', { name: 'Cashier', exact: true })).toBeVisible()
    },
    addAmount: async (digits) => {
      await press(page, digits)
      await page.getByRole('button', { name: 'Add to basket', exact: true }).click()
    },
    charge: async () => {
      await page.getByRole('button', { name: 'Charge', exact: true }).click()
      await expect(page.getByRole('img', { name: 'Payment QR' })).toBeVisible()
    },
    status: page.getByRole('status', { name: 'Payment status' }),
    code: page.getByRole('img', { name: 'Payment QR' }),
  }
}
