import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatRoute, parseRoute } from '../../../renderer/src/stores/router.ts'

describe('parseRoute', () => {
  const table: readonly (readonly [hash: string, screen: string, parts: readonly string[]])[] = [
    ['', 'register', []],
    ['#', 'register', []],
    ['#/', 'register', []],
    ['#/sales', 'sales', []],
    ['#/checkout/sale-1', 'checkout', ['sale-1']],
    ['#/settings/tax/', 'settings', ['tax']],
    ['#/sales/100%', 'sales', ['100%']],
  ]
  it.each(table)('reads %j as the screen %s', (hash, screen, parts) => {
    expect(parseRoute(hash)).toEqual({ screen, parts })
  })

  it('finds every part again that an address was made of', () => {
    const part = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
    fc.assert(
      fc.property(part, fc.array(part, { maxLength: 3 }), (screen, parts) => {
        expect(parseRoute(formatRoute(screen, ...parts))).toEqual({ screen, parts })
      }),
    )
  })
})
