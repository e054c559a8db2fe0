import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutSecrets } from '../../../../renderer/src/screens/health/without-secrets.ts'

const block = `0x${'ab12'.repeat(16)}`

describe('withoutSecrets', () => {
  it.each([
    ['https://mainnet.example/v3/8f2c1d?key=1 said no.', 'mainnet.example said no.'],
    ['wss://user:pass@ws.example:443/abc (closed)', 'ws.example:443 (closed)'],
    ['"https://rpc.example/abc", 401', '"rpc.example", 401'],
    ['invalid key 8f2c1dd0e4b94a7fa3c2b1a0d9e8f7a6', 'invalid key (left out)'],
    [`no block ${block}`, `no block ${block}`],
    ['a-rather-long-endpoint-name-12.example failed.', 'a-rather-long-endpoint-name-12.example failed.'],
    ['rpc.example answered 429: too many requests.', 'rpc.example answered 429: too many requests.'],
  ])('makes of %s', (text, expected) => {
    expect(withoutSecrets(text, '(left out)')).toBe(expected)
  })

  it('lets no key through, in a path, a query or bare', () => {
    const digits = fc.string({
      unit: fc.constantFrom(...Array.from('abcdef0123456789')),
      minLength: 28,
      maxLength: 40,
    })
    const key = digits.map((text) => `k7${text}`)
    const spot = fc.constantFrom(
      (secret: string) => `https://rpc.example/v2/${secret} answered 401.`,
      (secret: string) => `see wss://rpc.example/?apikey=${secret}`,
      (secret: string) => `http://${secret}@rpc.example:8545/ broke off`,
      (secret: string) => `Must be authenticated: ${secret}.`,
      (secret: string) => `{"project":"${secret}"}`,
    )
    fc.assert(
      fc.property(key, spot, (secret, say) => {
        expect(withoutSecrets(say(secret), '(left out)')).not.toContain(secret)
      }),
    )
  })
})
