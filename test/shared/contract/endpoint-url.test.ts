import { describe, expect, it } from 'vitest'
import { endpointUrl } from '../../../shared/contract/settings.ts'

describe('endpointUrl', () => {
  it.each([
    ['https://node.example/key', true],
    ['http://127.0.0.1:8545', true],
    ['wss://node.example/key', false],
    ['ws://127.0.0.1:8546', false],
    ['ftp://node.example', false],
    ['https://', false],
  ])('%s: %s', (url, isTaken) => {
    expect(endpointUrl.safeParse(url).success).toBe(isTaken)
  })

  it('says where the address of a socket belongs', () => {
    const refused = endpointUrl.safeParse('wss://node.example')
    expect(refused.error?.issues[0]?.message).toContain('wss:// is a wake address')
  })
})
