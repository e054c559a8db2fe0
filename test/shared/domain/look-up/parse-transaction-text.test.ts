import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTransactionText } from '../../../../shared/domain/look-up/parse-transaction-text.ts'

const hash = `0x${'0123456789abcdef'.repeat(4)}`
const other = `0x${'5'.repeat(64)}`
const address = `0x${'a'.repeat(40)}`

describe('parseTransactionText', () => {
  it.each([
    ['a hash', hash],
    ['a hash in capitals', `0X${hash.slice(2).toUpperCase()}`],
    ['a hash with the spaces of a paste', `  ${hash}\n`],
    ['the page of an explorer', `https://scan.test/tx/${hash}`],
    ['a page with more behind it', `https://scan.test/tx/${hash}?chainid=1&a=${address}#eventlog`],
    ['a page that names it twice', `http://scan.test/tx/${hash}/${hash.toUpperCase().replace('0X', '0x')}`],
  ])('reads %s', (_, text) => {
    expect(parseTransactionText(text)).toEqual({ ok: true, txHash: hash })
  })

  it.each([
    ['nothing', ''],
    ['words', 'I have paid'],
    ['an address', address],
    ['a hash without 0x', hash.slice(2)],
    ['a hash that is cut off', hash.slice(0, -1)],
    ['a hash with a letter too many', `${hash}0`],
    ['a hash among words', `paid with ${hash}`],
    ['the page of an address', `https://scan.test/address/${address}`],
    ['longer data in an address', `https://scan.test/?data=${hash}${'0'.repeat(64)}`],
    ['another kind of address', `javascript:alert('${hash}')`],
  ])('refuses %s', (_, text) => {
    expect(parseTransactionText(text)).toMatchObject({ ok: false, code: 'lookup.noHash' })
  })

  it('refuses a page that names two transactions', () => {
    expect(parseTransactionText(`https://scan.test/compare/${hash}/${other}`)).toMatchObject({
      ok: false,
      code: 'lookup.manyHashes',
    })
  })

  it('answers any text, and never with anything but 0x and 64 small digits', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600, unit: 'binary' }), (text) => {
        const parsed = parseTransactionText(text)
        if (parsed.ok) expect(parsed.txHash).toMatch(/^0x[\da-f]{64}$/)
      }),
    )
  })
})
