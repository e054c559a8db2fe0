import { describe, expect, it } from 'vitest'
import {
  address,
  amount,
  differingFields,
  network,
  text,
  type WantedFields,
} from '../../../../electron/backends/paxos/compare-record.ts'

const wanted: WantedFields = {
  profile_id: text('p1'),
  amount: amount('12.5'),
  destination_address: address('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'),
  crypto_network: network('POLYGON'),
  'destination.fiat.bank_account_id': text('b1'),
}

describe('differingFields', () => {
  it.each([
    ['the same record', { profile_id: 'p1', amount: '12.5' }, []],
    ['an amount written otherwise', { amount: '012.500' }, []],
    ['an amount without its zero', { amount: '12.50' }, []],
    [
      'an address in small letters',
      { destination_address: '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed' },
      [],
    ],
    ['a network called otherwise', { crypto_network: 'POLYGON_POS' }, []],
    ['an abridged record', {}, []],
    ['a record that is not shown', undefined, []],
    ['a field that is not set', { profile_id: '', amount: null }, []],
    ['another profile', { profile_id: 'p2' }, ['profile_id']],
    ['a profile in other letters', { profile_id: 'P1' }, ['profile_id']],
    ['another amount', { amount: '12.51' }, ['amount']],
    ['an amount ten times as much', { amount: '125' }, ['amount']],
    ['an amount that is a number', { amount: 12.5 }, ['amount']],
    ['an amount that is none', { amount: 'twelve' }, ['amount']],
    [
      'another address',
      { destination_address: '0x0000000000000000000000000000000000000000' },
      ['destination_address'],
    ],
    ['another network', { crypto_network: 'ETHEREUM' }, ['crypto_network']],
    [
      'a nested field',
      { destination: { fiat: { bank_account_id: 'b2' } } },
      ['destination.fiat.bank_account_id'],
    ],
    ['the same nested field', { destination: { fiat: { bank_account_id: 'b1' } } }, []],
    ['several', { profile_id: 'p2', amount: '1' }, ['profile_id', 'amount']],
  ] as const)('compares %s', (_name, record, fields) => {
    expect(differingFields(wanted, record)).toEqual(fields)
  })

  it('tells small letters from large in an address of Solana', () => {
    const solana = { to: address('Fh3rSolana') }
    expect(differingFields(solana, { to: 'fh3rsolana' })).toEqual(['to'])
    expect(differingFields(solana, { to: 'Fh3rSolana' })).toEqual([])
  })
})
