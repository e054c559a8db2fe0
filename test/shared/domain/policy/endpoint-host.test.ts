import { describe, expect, it } from 'vitest'
import { endpointHost } from '../../../../shared/domain/policy/endpoint-host.ts'

describe('endpointHost', () => {
  const rows = [
    ['https://Base-Mainnet.g.alchemy.com/v2/secret', 'base-mainnet.g.alchemy.com'],
    ['https://user:pass@rpc.example.com:8443/x', 'rpc.example.com:8443'],
    ['https://rpc.example.com:443', 'rpc.example.com'],
    ['http://rpc.example.com:80/', 'rpc.example.com'],
    ['http://rpc.example.com:443/', 'rpc.example.com:443'],
    ['http://127.0.0.1:8545?key=1', '127.0.0.1:8545'],
    ['http://[::1]:8545', '[::1]:8545'],
  ] as const
  it.each(rows)('names the host of %s as a source is named', (url, host) => {
    expect(endpointHost(url)).toBe(host)
    expect(new URL(url).host).toBe(host)
  })

  it('lets what is no address stand for itself', () => {
    expect(endpointHost('node.test')).toBe('node.test')
  })
})
