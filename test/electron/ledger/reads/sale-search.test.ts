import { describe, expect, it } from 'vitest'
import { parseSaleSearch, type SaleSearch } from '../../../../electron/ledger/reads/sale-search.ts'

const address = `0x${'aB'.repeat(20)}`
const hash = `0x${'0f'.repeat(32)}`
const twoDecimals = ['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD', 'SGD', 'MXN', 'BRL']

describe('parseSaleSearch', () => {
  const rows: readonly [string, SaleSearch][] = [
    ['', { kind: 'any' }],
    ['   ', { kind: 'any' }],
    ['12', { kind: 'number', number: 12 }],
    ['S-000012', { kind: 'number', number: 12 }],
    ['s-12', { kind: 'number', number: 12 }],
    [' 007 ', { kind: 'number', number: 7 }],
    ['12.50', { kind: 'amount', amounts: [{ minor: 1250n, currencies: twoDecimals as never }] }],
    ['0.5', { kind: 'amount', amounts: [{ minor: 50n, currencies: twoDecimals as never }] }],
    ['$12', { kind: 'amount', amounts: [{ minor: 1200n, currencies: ['USD'] }] }],
    ['eur 3.20', { kind: 'amount', amounts: [{ minor: 320n, currencies: ['EUR'] }] }],
    ['¥1200', { kind: 'amount', amounts: [{ minor: 1200n, currencies: ['JPY'] }] }],
    [address, { kind: 'address', address }],
    [hash, { kind: 'transaction', txHash: hash }],
    ['flat wh', { kind: 'words', match: '"flat"* AND "wh"*' }],
    ['crème', { kind: 'words', match: '"crème"*' }],
    // Nothing of what was typed reaches the query language of the full-text table.
    ['"OR" NEAR(a)', { kind: 'words', match: '"OR"* AND "NEAR"* AND "a"*' }],
    ['-', { kind: 'none' }],
    ['12.345', { kind: 'words', match: '"12"* AND "345"*' }],
    ['99999999999999999', { kind: 'words', match: '"99999999999999999"*' }],
    ['S-0', { kind: 'words', match: '"S"* AND "0"*' }],
    [address.slice(0, 30), { kind: 'words', match: `"${address.slice(0, 30)}"*` }],
  ]
  it.each(rows)('reads %j', (text, search) => {
    expect(parseSaleSearch(text)).toEqual(search)
  })
})
