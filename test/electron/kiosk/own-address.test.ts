import { describe, expect, it } from 'vitest'
import { isOwnOrigin, ownHosts, printedHost } from '../../../electron/kiosk/own-address.ts'

const machineAddresses = ['192.168.1.20', 'fe80::1']

describe('ownHosts', () => {
  it('is this machine by its two names, on our port', () => {
    expect([...ownHosts({ bind: '127.0.0.1', port: 4310, machineAddresses })]).toEqual([
      '127.0.0.1:4310',
      'localhost:4310',
    ])
  })

  it('adds the address that was asked for, and every one of the machine for all networks', () => {
    expect(ownHosts({ bind: '192.168.1.20', port: 4310, machineAddresses })).toContain('192.168.1.20:4310')
    const all = ownHosts({ bind: '0.0.0.0', port: 4310, machineAddresses })
    expect(all).toContain('192.168.1.20:4310')
    expect(all).toContain('[fe80::1]:4310')
    expect(all).not.toContain('0.0.0.0:4310')
  })

  it('is written as a browser writes it', () => {
    expect(ownHosts({ bind: '127.0.0.1', port: 80, machineAddresses })).toContain('localhost')
  })
})

describe('printedHost', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1:4310'],
    ['::1', '[::1]:4310'],
    ['0.0.0.0', '192.168.1.20:4310'],
  ])('for %s is %s', (bind, host) => {
    expect(printedHost({ bind, port: 4310, machineAddresses })).toBe(host)
  })
})

describe('isOwnOrigin', () => {
  it.each([
    ['http://127.0.0.1:4310', true],
    [undefined, false],
    ['null', false],
    ['https://127.0.0.1:4310', false],
    ['http://127.0.0.1:43100', false],
    ['http://127.0.0.1:4310/', false],
  ])('%s: %s', (origin, isOwn) => {
    expect(isOwnOrigin(origin, '127.0.0.1:4310')).toBe(isOwn)
  })
})
