import { describe, expect, it } from 'vitest'
import { register } from '../../../../renderer/src/i18n/en/register.ts'
import {
  actionOf,
  keyActions,
  registerKeys,
} from '../../../../renderer/src/screens/register/register-keys.ts'

describe('registerKeys', () => {
  it('gives every action a key of its own', () => {
    expect(registerKeys.map(({ action }) => action).toSorted()).toEqual(Object.keys(keyActions).toSorted())
    expect(new Set(registerKeys.map(({ key }) => key)).size).toBe(registerKeys.length)
  })

  it('leaves letters and digits free: scanners type them', () => {
    expect(registerKeys.filter(({ key }) => /^[A-Za-z0-9]$/.test(key))).toEqual([])
  })

  it('has words for every action in the overlay', () => {
    const words: Readonly<Record<string, unknown>> = register.keys
    expect(registerKeys.filter(({ action }) => typeof words[action] !== 'string')).toEqual([])
  })
})

describe('actionOf', () => {
  it('charges with Control and Enter only; Enter alone adds', () => {
    const press = (key: string, ctrlKey = false) => actionOf({ key, ctrlKey, metaKey: false })
    expect(press('Enter', true)).toBe('charge')
    expect(press('Enter')).toBe('add')
    expect(press('c')).toBeUndefined()
  })
})
