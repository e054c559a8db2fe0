import { describe, expect, it } from 'vitest'
import { paxosHosts, requireSafeHosts } from '../../../../electron/backends/paxos/hosts.ts'

describe('paxosHosts', () => {
  it('names two environments that share no host', () => {
    const hosts = Object.values(paxosHosts).flatMap(({ apiUrl, tokenUrl }) => [apiUrl, tokenUrl])
    expect(new Set(hosts.map((url) => new URL(url).hostname)).size).toBe(4)
    for (const each of Object.values(paxosHosts)) expect(() => requireSafeHosts(each)).not.toThrow()
    expect(paxosHosts.sandbox.apiUrl).toMatch(/\/v2$/)
  })
})

describe('requireSafeHosts', () => {
  it.each(['http://127.0.0.1:4010', 'http://[::1]:4010', 'http://localhost'])(
    'lets the stand-in at %s pass',
    (host) => {
      expect(() => requireSafeHosts({ apiUrl: `${host}/v2`, tokenUrl: `${host}/oauth2/token` })).not.toThrow()
    },
  )

  it('names the address that is refused', () => {
    const { apiUrl } = paxosHosts.production
    expect(() => requireSafeHosts({ apiUrl, tokenUrl: 'http://oauth.paxos.com/oauth2/token' })).toThrow(
      expect.objectContaining({ code: 'config.invalid', details: { field: 'tokenUrl' } }),
    )
  })
})
