import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { configBytesMax } from '../../../electron/settings/config-file.ts'
import {
  chain,
  otherToken,
  publishedXpub,
  refusal,
  refusalOf,
  token,
  withChain,
  withToken,
} from './config-samples.ts'

describe('parseConfig refuses, and names the field:', () => {
  const lower = token.toLowerCase()
  const wrong = token.replace('FbDB', 'fbDB')
  const rows: readonly (readonly [string, unknown, string])[] = [
    ['a field nobody knows', { shopp: {} }, 'shopp: the till knows no such field'],
    [
      'one inside a token',
      withToken({ adress: token }),
      'chains[0].tokens[0].adress: the till knows no such field',
    ],
    ['staff: people are not configured', { staff: [] }, 'staff: the till knows no such field'],
    ['a list that is none', { chains: {} }, 'chains: Invalid input: expected array, received object'],
    ['no chains in the list', { chains: [] }, 'chains: Too small: expected array to have >=1 items'],
    [
      'an environment of their own',
      { environment: 'staging' },
      'environment: Invalid option: expected one of "practice"|"testnet"|"live"',
    ],
    ['a currency without a table', { shop: { currency: 'XXX' } }, 'shop.currency: Invalid option'],
    ['two currencies', { currency: 'EUR', shop: { currency: 'USD' } }, 'currency: shop.currency says USD'],
    [
      'a secret among the settlement',
      { environment: 'live', settlement: { profileId: 'p-1', clientSecret: 'hush' } },
      'settlement.clientSecret: the till knows no such field',
    ],
    [
      'a settlement account of no environment',
      { settlement: { profileId: 'p-1' } },
      'environment: a settlement account belongs to one environment',
    ],
    [
      'a token to convert twice',
      { environment: 'live', settlement: { profileId: 'p-1', convertToUsd: ['USDC', 'USDC'] } },
      'settlement.convertToUsd[1]: USDC stands twice',
    ],
    ['an empty name', { shop: { name: '  ' } }, 'shop.name: Too small'],
    [
      'an address in lower case',
      withToken({ address: lower }),
      `chains[0].tokens[0].address: the checksum of the USDC address is wrong; did you mean ${token}?`,
    ],
    [
      'an address with one letter the other way',
      withToken({ address: wrong }),
      `chains[0].tokens[0].address: the checksum of the USDC address is wrong; did you mean ${token}?`,
    ],
    [
      'an address that is cut off',
      withToken({ address: token.slice(0, -1) }),
      'chains[0].tokens[0].address: An address has 0x and 40 hex digits',
    ],
    [
      'a price feed in lower case',
      withToken({ priceGuard: { feed: lower, maxDeviationBps: 100, heartbeatSeconds: 3_600 } }),
      `chains[0].tokens[0].priceGuard.feed: the checksum of the USDC price feed address is wrong; did you mean ${token}?`,
    ],
    [
      'a peg that may be off by more than half',
      withToken({ priceGuard: { feed: token, maxDeviationBps: 5_001, heartbeatSeconds: 3_600 } }),
      'chains[0].tokens[0].priceGuard.maxDeviationBps: Too big',
    ],
    [
      'the zero address',
      withToken({ address: `0x${'0'.repeat(40)}` }),
      'chains[0].tokens[0].address: no USDC lives at the zero address',
    ],
    [
      'a socket where calls are made',
      withChain({ endpoints: ['https://node.example', 'wss://node.example'] }),
      'chains[0].endpoints[1]: An endpoint begins with https:// or http:// and holds no @; wss:// and ws:// belong in wakeUrl',
    ],
    ['decimals past any token', withToken({ decimals: 31 }), 'chains[0].tokens[0].decimals: Too big'],
    [
      'decimals as text',
      withToken({ decimals: '6' }),
      'chains[0].tokens[0].decimals: Invalid input: expected number',
    ],
    [
      'no decimals',
      withToken({ decimals: undefined }),
      'chains[0].tokens[0].decimals: Invalid input: expected number',
    ],
    [
      'a symbol with a dot',
      withToken({ symbol: 'USDC.e' }),
      'chains[0].tokens[0].symbol: A symbol has at most 16',
    ],
    ['no tokens', withChain({ tokens: [] }), 'chains[0].tokens: Too small'],
    [
      'one contract twice',
      withChain({ tokens: [chain.tokens[0], { symbol: 'USDX', address: lower, decimals: 6 }] }),
      `chains[0].tokens[1].address: ${lower} stands twice`,
    ],
    [
      'one symbol twice on a network',
      withChain({ tokens: [chain.tokens[0], { symbol: 'USDC', address: otherToken, decimals: 6 }] }),
      'chains[0].tokens[1].symbol: USDC stands twice',
    ],
    ['an id in capitals', withChain({ id: 'Local' }), 'chains[0].id: Use lower-case letters'],
    ['an id that leaves its folder', withChain({ id: '../x' }), 'chains[0].id: Use lower-case letters'],
    ['chain zero', withChain({ chainId: 0 }), 'chains[0].chainId: Too small'],
    ['half a chain', withChain({ chainId: 1.5 }), 'chains[0].chainId: Invalid input: expected int'],
    ['one id twice', { chains: [chain, { ...chain, chainId: 2 }] }, 'chains[1].id: local stands twice'],
    [
      'one chain twice',
      { chains: [chain, { ...chain, id: 'other' }] },
      'chains[1].chainId: 31337 stands twice',
    ],
    ['no endpoint', withChain({ endpoints: [] }), 'chains[0].endpoints: Too small'],
    [
      'a file as endpoint',
      withChain({ endpoints: ['file:///etc/passwd'] }),
      'chains[0].endpoints[0]: An endpoint begins with',
    ],
    [
      'an endpoint without a server',
      withChain({ endpoints: ['http://'] }),
      'chains[0].endpoints[0]: An endpoint begins with',
    ],
    [
      'an endpoint that is no URL',
      withChain({ endpoints: ['http://[::1'] }),
      'chains[0].endpoints[0]: this is not an address of a server',
    ],
    [
      'a password in an endpoint',
      withChain({ endpoints: ['https://me:secret@node.example'] }),
      'chains[0].endpoints[0]: An endpoint begins with',
    ],
    ['blocks without time', withChain({ blockSeconds: 0 }), 'chains[0].blockSeconds: Too small'],
    [
      'finality at once',
      withChain({ finality: { tag: false, depth: 0 } }),
      'chains[0].finality.depth: Too small',
    ],
    [
      'a release at no depth',
      withChain({ releaseRules: [{ depth: 0 }] }),
      'chains[0].releaseRules[0].depth: Too small',
    ],
    [
      'a release by nothing',
      withChain({ releaseRules: [{ minSeconds: 3 }] }),
      'chains[0].releaseRules[0]: Give a depth or a tag',
    ],
    [
      'a release by two things',
      withChain({ releaseRules: [{ depth: 1, tag: 'safe' }] }),
      'chains[0].releaseRules[0]: Give a depth or a tag',
    ],
    [
      'a limit as a number',
      withChain({ releaseRules: [{ maxAmount: 50, depth: 1 }] }),
      'chains[0].releaseRules[0].maxAmount: Invalid input: expected string',
    ],
    [
      'a limit with a sign',
      withChain({ releaseRules: [{ maxAmount: '$50', depth: 1 }] }),
      'chains[0].releaseRules[0].maxAmount: Write an amount',
    ],
    [
      'a limit below a cent',
      withChain({ releaseRules: [{ maxAmount: '0.001', depth: 1 }] }),
      'chains[0].releaseRules[0].maxAmount: USD has fewer decimals',
    ],
    [
      'two rules for one limit',
      withChain({
        releaseRules: [
          { maxAmount: '50', depth: 1 },
          { maxAmount: '50.00', depth: 2 },
        ],
      }),
      'chains[0].releaseRules[1].maxAmount: 5000 stands twice',
    ],
    [
      'two rules for any amount',
      withChain({ releaseRules: [{ depth: 1 }, { depth: 2 }] }),
      'chains[0].releaseRules[1].maxAmount: any amount stands twice',
    ],
    [
      'a tax of two kinds',
      { tax: { rates: [{ id: 'a', name: 'A', bps: 1, percent: '1' }] } },
      'tax.rates[0]: Give bps or percent',
    ],
    ['a tax of no kind', { tax: { rates: [{ id: 'a', name: 'A' }] } }, 'tax.rates[0]: Give bps or percent'],
    [
      'a tax above everything',
      { tax: { rates: [{ id: 'a', name: 'A', percent: '100.01' }] } },
      'tax.rates[0].percent: a tax is at most 100 %',
    ],
    [
      'a tax with three decimals',
      { tax: { rates: [{ id: 'a', name: 'A', percent: '8.125' }] } },
      'tax.rates[0].percent: Write a percentage',
    ],
    [
      'one tax id twice',
      {
        tax: {
          rates: [
            { id: 'a', name: 'A', bps: 1 },
            { id: 'a', name: 'B', bps: 2 },
          ],
        },
      },
      'tax.rates[1].id: a stands twice',
    ],
    [
      'a default tax that is not there',
      { tax: { rates: [], defaultRate: 'a' } },
      'tax.defaultRate: a is not the id of one of the rates',
    ],
    [
      'a rate of nothing',
      { rates: [{ base: 'EUR', quote: 'USD', rate: '0.000' }] },
      'rates[0].rate: a rate is above zero',
    ],
    [
      'a rate to itself',
      { rates: [{ base: 'EUR', quote: 'EUR', rate: '1' }] },
      'rates[0].quote: EUR is worth itself',
    ],
    [
      'one rate twice',
      {
        rates: [
          { base: 'EUR', quote: 'USD', rate: '1' },
          { base: 'EUR', quote: 'USD', rate: '2' },
        ],
      },
      'rates[1]: EUR to USD stands twice',
    ],
    [
      'a backend that is not built',
      { backend: { kind: 'bank', xpub: publishedXpub } },
      'backend.kind: Invalid input: expected "selfcustody"',
    ],
    [
      'a key of another kind',
      { backend: { xpub: token } },
      'backend.xpub: an extended public key begins with xpub',
    ],
    [
      'a key with a slip',
      { backend: { xpub: publishedXpub.replace('Ce9', 'Ce8') } },
      'backend.xpub: the key is mistyped or cut off',
    ],
    ['a file that is a list', [], 'file: Invalid input: expected object, received array'],
    ['a file that is nothing', null, 'file: Invalid input: expected object, received null'],
  ]
  it.each(rows)('%s', (_, file, message) => {
    expect(refusalOf(file)).toContain(message)
  })

  it('everything that the schema finds, five at most', () => {
    const broken = {
      chains: [{ ...chain, chainId: 0, id: 'A', blockSeconds: 0, extra: 1, more: 2, tokens: [] }],
    }
    const { message, details } = refusal(JSON.stringify(broken))
    expect(details).toMatchObject({ field: 'chains[0].id', problems: 6 })
    expect(message).toMatch(/^chains\[0\]\.id: .*; chains\[0\]\.chainId: .*; and 1 more$/)
  })

  it('text that is not JSON, by its place and without quoting it', () => {
    for (const text of [
      '',
      'shop: x',
      '{"backend":{"xpub":xprvSECRET}}',
      '{"xpub":"xprvSECRET" oops}',
      '{"a":"xprvSECRET',
    ]) {
      const { message } = refusal(text)
      expect(message).toMatch(/^file: it is not JSON: /)
      expect(message).not.toContain('xprv')
    }
  })

  it('a file that no shop ever wrote', () => {
    expect(refusal(`"${'x'.repeat(configBytesMax)}"`).message).toContain('file: it is larger')
  })

  it('any JSON at all with a reason, and never with another error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify({ chains: value, shop: value, rates: value })
        expect(refusal(text).message).toMatch(/^(chains|shop|rates)/)
      }),
    )
  })
})
