import { beforeEach, describe, expect, it } from 'vitest'
import { openPairing, type Pairing, type PairingResult } from '../../../electron/kiosk/pairing.ts'
import { randomIds } from '../../../electron/platform/ids.ts'

const nothingHeld = { till: undefined, display: undefined }
let now: number
let pairing: Pairing

beforeEach(() => {
  now = 1_000_000
  pairing = openPairing({ clock: { now: () => now }, ids: randomIds })
})

function pair(kind: 'till' | 'display' = 'till', from = 'here'): PairingResult {
  now += 1
  return pairing.pair(pairing.tokens[kind], from, nothingHeld)
}

function secretOf(result: PairingResult): string {
  if (!result.ok) throw new Error(result.why)
  return result.secret
}

describe('openPairing', () => {
  it('makes two tokens that are not the same', () => {
    expect(pairing.tokens.till).toMatch(/^[\w-]{43}$/)
    expect(pairing.tokens.display).not.toBe(pairing.tokens.till)
  })

  it('pairs each token with its own kind of screen', () => {
    const till = secretOf(pair('till'))
    const display = secretOf(pair('display'))
    expect(pairing.find(till, 'till')?.kind).toBe('till')
    expect(pairing.find(till, 'display')).toBeUndefined()
    expect(pairing.find(display, 'display')?.kind).toBe('display')
    expect(pairing.find(display, 'till')).toBeUndefined()
  })

  it('keeps the token valid for the whole day', () => {
    pair()
    now += 12 * 3_600_000
    expect(pair().ok).toBe(true)
  })

  it('counts wrong tokens by address and forgives them after a minute', () => {
    const wrong = (from: string) => pairing.pair('wrong', from, nothingHeld)
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect(wrong('attacker')).toEqual({ ok: false, why: 'wrongToken' })
    }
    expect(wrong('attacker')).toEqual({ ok: false, why: 'tooManyTries' })
    expect(pair('till', 'attacker')).toEqual({ ok: false, why: 'tooManyTries' })
    expect(pair('till', 'tablet').ok).toBe(true)
    now += 60_000
    expect(pair('till', 'attacker').ok).toBe(true)
  })

  it('does not stay shut when the clock is set back', () => {
    for (let attempt = 0; attempt < 10; attempt += 1) pairing.pair('wrong', 'here', nothingHeld)
    now -= 3_600_000
    expect(pair().ok).toBe(true)
  })

  it('forgets the screen away longest when there are sixteen', () => {
    const [first, second, ...others] = Array.from({ length: 16 }, () => secretOf(pair()))
    now += 1
    pairing.find(first, 'till')
    expect(pair().ok).toBe(true)
    expect(pairing.find(first, 'till')).toBeDefined()
    expect(pairing.find(second, 'till')).toBeUndefined()
    expect(others.every((secret) => pairing.find(secret, 'till') !== undefined)).toBe(true)
  })

  it('forgets no screen that is connected', () => {
    const screens = Array.from({ length: 16 }, () => pairing.find(secretOf(pair()), 'till'))
    const leave = screens.map((screen) => {
      if (screen === undefined) throw new Error('not paired')
      return pairing.connect(screen)
    })
    expect(pair()).toEqual({ ok: false, why: 'tooManyScreens' })
    leave[3]?.()
    expect(pair().ok).toBe(true)
  })

  it('keeps the place of a browser that pairs again', () => {
    const till = secretOf(pair())
    for (let count = 0; count < 40; count += 1) {
      const again = pairing.pair(pairing.tokens.till, 'here', { till, display: undefined })
      expect(again).toEqual({ ok: true, kind: 'till', secret: till })
    }
  })
})
