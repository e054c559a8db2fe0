import { describe, expect, it } from 'vitest'
import {
  callWords,
  choicesFor,
  type OutboxCallView,
} from '../../../../renderer/src/screens/outbox/call-words.ts'

const now = 1_800_000_000_000
const waits: OutboxCallView = {
  id: 'a',
  kind: 'refund.send',
  state: 'pending',
  attempts: 1,
  createdAt: now - 60_000,
  nextAt: now + 11_200,
  isBehindAnother: false,
  hasOwner: true,
}
const error = { code: 'backend.unavailable', message: 'No answer' } as const

const table: readonly (readonly [string, Partial<OutboxCallView>, string, string, boolean, boolean])[] = [
  // what it is, the call, key, tone, may be sent now, may be given up
  ['waits for its first try', {}, 'nextTry', 'calm', true, true],
  ['waits after an error', { lastError: error }, 'nextTry', 'unsure', true, true],
  ['is due', { nextAt: now }, 'due', 'calm', true, true],
  ['is behind another', { isBehindAnother: true }, 'behind', 'calm', false, true],
  ['has nobody to send it', { hasOwner: false }, 'noOwner', 'unsure', false, false],
  ['is being sent', { state: 'sending' }, 'sending', 'calm', false, false],
  ['needs a decision', { state: 'dead', lastError: error }, 'decide', 'bad', true, true],
  ['is done', { state: 'done', endedAt: now, endedBecause: 'done' }, 'done', 'good', false, false],
  ['was refused', { state: 'dead', endedAt: now, endedBecause: 'refused' }, 'refused', 'bad', false, false],
  [
    'was called off',
    { state: 'dead', endedAt: now, endedBecause: 'cancelled' },
    'cancelled',
    'calm',
    false,
    false,
  ],
  ['was given up', { state: 'dead', endedAt: now, endedBecause: 'givenUp' }, 'givenUp', 'calm', false, false],
]

describe('callWords', () => {
  it.each(table)('says of a call that %s where it stands and what may be done', (...row) => {
    const [, replaced, key, tone, maySend, mayGiveUp] = row
    const call = { ...waits, ...replaced }
    expect(callWords(call, now)).toMatchObject({ key: `outbox.state.${key}`, tone })
    expect(choicesFor(call)).toEqual({ maySend, mayGiveUp })
  })

  it('counts down in whole seconds and never says zero before it is over', () => {
    expect(callWords(waits, now).inMs).toBe(12_000)
    expect(callWords(waits, now + 11_199).inMs).toBe(1_000)
    expect(callWords(waits, now + 11_200).inMs).toBeUndefined()
  })
})
