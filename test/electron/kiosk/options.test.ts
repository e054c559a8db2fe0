import { describe, expect, it } from 'vitest'
import { isLoopback, parseKioskOptions } from '../../../electron/kiosk/options.ts'

const usual = '/home/shop/data'

describe('parseKioskOptions', () => {
  it('needs nothing: the usual folder, any environment, this machine alone', () => {
    expect(parseKioskOptions([], usual)).toEqual({
      dataFolder: usual,
      port: undefined,
      environment: undefined,
      configFile: undefined,
      passphraseFile: undefined,
      bind: '127.0.0.1',
    })
  })

  it('takes what it is told', () => {
    const args = [
      '--data',
      '/d',
      '--port=0',
      '--environment',
      'testnet',
      '--config',
      '/c.json',
      '--passphrase-file=/run/secrets/till',
      '--bind',
      '::1',
    ]
    expect(parseKioskOptions(args, usual)).toEqual({
      dataFolder: '/d',
      port: 0,
      environment: 'testnet',
      configFile: '/c.json',
      passphraseFile: '/run/secrets/till',
      bind: '::1',
    })
  })

  it.each([
    [['--prot', '4310'], '--prot'],
    [['--port'], '--port'],
    [['--port', 'http'], '--port'],
    [['--port', '65536'], '--port'],
    [['--port', '-1'], '--port'],
    [['--port', '1e3'], '--port'],
    [['--port', ''], '--port'],
    [['--environment', 'Live'], '--environment'],
    [['--environment', ''], '--environment'],
    [['--data', ''], '--data'],
    [['--config', ''], '--config'],
    [['--bind', 'localhost'], '--bind'],
    [['--bind', '10.0.0'], '--bind'],
    [['extra'], 'extra'],
  ])('refuses %j and names %s', (args, named) => {
    expect(() => parseKioskOptions(args, usual)).toThrowError(
      expect.objectContaining({ code: 'config.invalid', message: expect.stringContaining(named) }),
    )
  })
})

describe('isLoopback', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.1.2.3', true],
    ['::1', true],
    ['0.0.0.0', false],
    ['::', false],
    ['10.0.0.5', false],
    ['127.0.0.1.evil.example', false],
  ])('%s: %s', (address, isLocal) => {
    expect(isLoopback(address)).toBe(isLocal)
  })
})
