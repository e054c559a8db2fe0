import { describe, expect, it } from 'vitest'
import { rpcAddress } from '../../../renderer/src/host/websocket-transport.ts'

describe('rpcAddress', () => {
  it('is on the host that served the page, and says what the page is for', () => {
    expect(rpcAddress({ protocol: 'http:', host: '127.0.0.1:4310' }, 'till')).toBe(
      'ws://127.0.0.1:4310/rpc?screen=till',
    )
  })

  it('is encrypted where the page is', () => {
    expect(rpcAddress({ protocol: 'https:', host: 'till.example' }, 'display')).toBe(
      'wss://till.example/rpc?screen=display',
    )
  })
})
