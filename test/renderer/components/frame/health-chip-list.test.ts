import { describe, expect, it } from 'vitest'
import {
  chipList,
  chipsInBar,
  type Health,
} from '../../../../renderer/src/components/frame/health-chip-list.ts'

function health(changes: Partial<Health> = {}, chain: Partial<Health['chains'][number]> = {}): Health {
  return {
    at: 0,
    chains: [
      {
        chain: 'base',
        name: 'Base',
        state: 'live',
        stateSince: 0,
        behindBlocks: 0,
        sourcesWanted: 1,
        operators: 1,
        endpoints: [],
        tokens: [],
        tokenProblems: [],
        ...chain,
      },
    ],
    ledger: { state: 'ready', entries: 1, newestHash: '' },
    clockBehindMs: 0,
    ...changes,
  }
}

describe('chipList', () => {
  const table: readonly (readonly [name: string, value: Health, id: string, tone: string, state: string])[] =
    [
      ['a network that is read', health(), 'chain:base', 'good', 'live'],
      [
        'one that catches up',
        health({}, { state: 'catchingUp', behindBlocks: 9 }),
        'chain:base',
        'busy',
        'catchingUp',
      ],
      ['one without an answer', health({}, { state: 'silent' }), 'chain:base', 'bad', 'silent'],
      [
        'one with a token left out',
        health({}, { tokenProblems: [{ currency: 'USDC.base', problem: '8 decimals' }] }),
        'chain:base',
        'busy',
        'tokenOff',
      ],
      [
        'a full disk',
        health({ ledger: { state: 'diskFull', entries: 1, newestHash: '' } }),
        'ledger',
        'bad',
        'diskFull',
      ],
      ['a clock set back', health({ clockBehindMs: 60_000 }), 'clock', 'bad', 'clockBehind'],
    ]
  it.each(table)('shows %s', (_name, value, id, tone, state) => {
    expect(chipList(value, 'online')).toContainEqual(expect.objectContaining({ id, tone, state }))
  })

  it('does not claim that a network is live while the till cannot be reached', () => {
    const chips = chipList(health(), 'offline')
    expect(chips.find(({ id }) => id === 'chain:base')?.state).toBe('unknown')
    expect(chips.find(({ id }) => id === 'connection')).toMatchObject({ tone: 'bad', state: 'offline' })
  })

  it('does not speak of a clock that is corrected by a second', () => {
    expect(chipList(health({ clockBehindMs: 900 }), 'online').map(({ id }) => id)).not.toContain('clock')
  })
})

describe('chipsInBar', () => {
  it('shows every chip of a small till, and only those in trouble where there are many networks', () => {
    const few = chipList(health(), 'online')
    expect(chipsInBar(few)).toEqual({ shown: few, moreInTrouble: 0 })
    const chains = Array.from({ length: 8 }, (_, index) => ({
      ...(health().chains[0] ?? expect.fail()),
      chain: `chain-${index}`,
      state: index === 3 ? ('silent' as const) : ('live' as const),
    }))
    const { shown, moreInTrouble } = chipsInBar(chipList(health({ chains }), 'online'))
    expect(shown.map(({ id }) => id)).toEqual(['chain:chain-3'])
    expect(moreInTrouble).toBe(0)
  })

  it('shows the two worst, and counts the others, where everything fails at once', () => {
    const chains = Array.from({ length: 14 }, (_, index) => ({
      ...(health().chains[0] ?? expect.fail()),
      chain: `chain-${index}`,
      state: index < 3 ? ('catchingUp' as const) : ('silent' as const),
    }))
    const { shown, moreInTrouble } = chipsInBar(chipList(health({ chains }), 'online'))
    expect(shown.map(({ id }) => id)).toEqual(['chain:chain-3', 'chain:chain-4'])
    expect(moreInTrouble).toBe(12)
  })
})
