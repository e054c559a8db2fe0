import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chooseEnvironment } from '../../../electron/setup/choose-environment.ts'

let dataFolder: string
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'stablepoint-environment-'))
})
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }))

const file = (): string => join(dataFolder, 'environment.json')

describe('chooseEnvironment', () => {
  it('is practice where nobody has chosen, and offers the choice', () => {
    const choice = chooseEnvironment({ dataFolder })
    expect(choice.environment).toBe('practice')
    expect(choice.offerChoice()).toBe(true)
  })

  it('remembers what was chosen, and offers no choice again', () => {
    const choice = chooseEnvironment({ dataFolder })
    choice.remember('testnet')
    expect(choice.offerChoice()).toBe(false)
    expect(chooseEnvironment({ dataFolder }).environment).toBe('testnet')
  })

  it('takes the command line before the configuration, and that before what was chosen', () => {
    chooseEnvironment({ dataFolder }).remember('live')
    const config = { environment: 'testnet' } as const
    expect(chooseEnvironment({ dataFolder, config }).environment).toBe('testnet')
    expect(chooseEnvironment({ dataFolder, config, environment: 'practice' })).toMatchObject({
      environment: 'practice',
    })
    expect(readFileSync(file(), 'utf8')).toContain('live')
  })

  it.each([
    '',
    'live',
    '{"environment":"LIVE"}\n',
    '{"environment":"live","more":1}\n',
    '{"environment":"live"',
  ])('guesses nothing from a file that says %j', (text) => {
    writeFileSync(file(), text)
    expect(() => chooseEnvironment({ dataFolder })).toThrowError(
      expect.objectContaining({ code: 'config.invalid' }),
    )
  })
})
