import { beforeEach, describe, expect, it } from 'vitest'
import type { SessionStore } from '../../../electron/api/context.ts'
import { openSessions } from '../../../electron/api/sessions.ts'
import { randomIds } from '../../../electron/platform/ids.ts'

const ada = { staffId: 'ada', name: 'Ada', role: 'cashier' } as const
const hour = 3_600_000
let now: number
let idleSeconds: number
let sessions: SessionStore

beforeEach(() => {
  now = Date.UTC(2026, 0, 5, 9)
  idleSeconds = 300
  sessions = openSessions({ clock: { now: () => now }, ids: randomIds, idleSeconds: () => idleSeconds })
})

describe('openSessions', () => {
  it('finds a person by the token, and nobody by any other', () => {
    const { token } = sessions.open(ada)
    expect(sessions.find(token)).toMatchObject(ada)
    for (const other of ['', 'x', token.slice(1), `${token}x`, token.toLowerCase()]) {
      expect(sessions.find(other)).toBeUndefined()
    }
  })

  it('gives every session a token of 32 random bytes', () => {
    const tokens = Array.from({ length: 50 }, () => sessions.open(ada).token)
    expect(new Set(tokens).size).toBe(50)
    for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/)
  })

  it.each([
    [299_999, true],
    [300_000, false],
  ])('after %i ms alone, a session of five minutes is there: %s', (waitedMs, isThere) => {
    const { token } = sessions.open(ada)
    now += waitedMs
    expect(sessions.find(token) !== undefined).toBe(isThere)
  })

  it('counts idle time from the last touch and not from the last look', () => {
    const { token } = sessions.open(ada)
    now += 200_000
    sessions.touch(token)
    now += 200_000
    expect(sessions.find(token)).toBeDefined()
    now += 100_000
    expect(sessions.find(token)).toBeUndefined()
  })

  it('does not bring a session back by touching it too late', () => {
    const { token } = sessions.open(ada)
    now += 300_000
    expect(sessions.touch(token)).toBeUndefined()
    expect(sessions.find(token)).toBeUndefined()
  })

  it('takes a changed setting at once', () => {
    const { token } = sessions.open(ada)
    now += 60_000
    idleSeconds = 60
    expect(sessions.find(token)).toBeUndefined()
  })

  it('ends after a day, however busy', () => {
    const { token } = sessions.open(ada)
    for (let minute = 0; minute < 24 * 60 - 1; minute += 1) {
      now += 60_000
      sessions.touch(token)
    }
    expect(sessions.find(token)).toBeDefined()
    now += 60_000
    expect(sessions.find(token)).toBeUndefined()
  })

  it('is not lengthened by a clock that is set back', () => {
    const { token } = sessions.open(ada)
    now -= 48 * hour
    expect(sessions.find(token)).toBeDefined()
    now += 300_000
    expect(sessions.find(token)).toBeUndefined()
  })

  it('says when the till locks', () => {
    const session = sessions.open(ada)
    expect(sessions.locksAt(session)).toBe(now + 300_000)
  })

  it('ends one session, or all of a person', () => {
    const first = sessions.open(ada)
    const second = sessions.open(ada)
    const other = sessions.open({ ...ada, staffId: 'max' })
    sessions.end(first.token)
    expect([first, second, other].map(({ token }) => sessions.find(token) !== undefined)).toEqual([
      false,
      true,
      true,
    ])
    sessions.endAllOf('ada')
    expect(sessions.find(second.token)).toBeUndefined()
    expect(sessions.find(other.token)).toBeDefined()
  })

  it('keeps at most 64, and lets the one idle longest go', () => {
    const first = sessions.open(ada)
    now += 1
    const second = sessions.open(ada)
    now += 1
    for (let count = 2; count < 64; count += 1) sessions.open(ada)
    now += 1
    sessions.touch(first.token)
    sessions.open(ada)
    expect(sessions.find(first.token)).toBeDefined()
    expect(sessions.find(second.token)).toBeUndefined()
  })
})
