import { describe, expect, it } from 'vitest'
import { parseEndpointUrl } from '../../../../electron/chains/evm/endpoint-url.ts'
import { failedCall, refusedCall, type CallContext } from '../../../../electron/chains/evm/rpc-problem.ts'

const url = parseEndpointUrl('https://base.example.com/v2/AbCdEf123456?apikey=querysecret9')
const context = (facts: CallContext['facts'] = {}): CallContext => ({
  host: url.host,
  method: 'eth_getLogs',
  hide: url.hide,
  facts,
})

describe('refusedCall', () => {
  it.each([
    [-32_000, 'unknown block', 'chain.nodeBehind'],
    [-32_000, 'header not found', 'chain.nodeBehind'],
    [-32_602, 'BlockOutOfRangeError: block height is 3 but requested was 5', 'chain.nodeBehind'],
    [429, 'slow down', 'chain.rateLimited'],
    [-32_007, '50/second request limit reached', 'chain.rateLimited'],
    [-32_005, 'daily request count exceeded, request rate limited', 'chain.rateLimited'],
    [-32_000, 'Your app has exceeded its compute units per second capacity', 'chain.rateLimited'],
    [-32_005, 'query returned more than 10000 results', 'chain.callRefused'],
    [-32_601, 'the method is not available', 'chain.callRefused'],
  ])('tells %d "%s" as %s', (code, message, expected) => {
    expect(refusedCall(code, message, context())).toMatchObject({ code: expected })
  })

  it('carries the pause that is asked for', () => {
    expect(refusedCall(-32_000, 'busy', context({ status: 429, retryAfterMs: 3_000 }))).toMatchObject({
      code: 'chain.rateLimited',
      details: { retryAfterMs: 3_000 },
    })
  })

  it('shortens what an endpoint says and takes keys out of it', () => {
    const { message } = refusedCall(-1, `AbCdEf123456 querysecret9 ${'x'.repeat(1_000)}`, context())
    expect(message).not.toMatch(/AbCdEf|querysecret/)
    expect(message.length).toBeLessThan(400)
  })
})

describe('failedCall', () => {
  const network = (code: string): Error =>
    new Error('request failed', { cause: Object.assign(new Error('inner'), { code }) })

  it.each([
    ['ECONNREFUSED', 'refuses the connection'],
    ['ENOTFOUND', 'has no address'],
    ['CERT_HAS_EXPIRED', 'certificate that is out of date'],
    ['ESOMETHING', 'cannot be reached'],
  ])('says in words what %s means', (code, words) => {
    const problem = failedCall(network(code), context())
    expect(problem).toMatchObject({
      code: 'chain.unreachable',
      message: expect.stringContaining(words) as string,
    })
    expect(JSON.stringify([problem.message, problem.details, String(problem.cause)])).not.toContain('AbCdEf')
  })

  it('tells an error page from a refusal', () => {
    expect(failedCall(new Error('x'), context({ status: 503, retryAfterMs: 1 }))).toMatchObject({
      code: 'chain.unreachable',
      message: 'base.example.com answered with HTTP status 503.',
      details: { retryAfterMs: 1 },
    })
    expect(failedCall(new Error('x'), context({ status: 429 }))).toMatchObject({ code: 'chain.rateLimited' })
  })
})

describe('parseEndpointUrl', () => {
  it.each(['ftp://node.example', 'node.example', '', 'javascript:alert(1)', 'ws://node.example'])(
    'refuses %o',
    (text) => {
      expect(() => parseEndpointUrl(text)).toThrow('must begin with https')
    },
  )

  it('shows the host with its port, and never the key', () => {
    expect(parseEndpointUrl('http://user:passphrase@10.0.0.2:8545/key12345').host).toBe('10.0.0.2:8545')
  })
})
