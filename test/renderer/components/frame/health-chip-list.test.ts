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

const account = { name: 'Paxos', state: 'live', addressesReady: 40, isLow: false } as const

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
      [
        'an account that does not answer',
        health({ backend: { ...account, state: 'silent' } }),
        'backend',
        'bad',
        'silent',
      ],
      [
        'an account with few addresses',
        health({ backend: { ...account, isLow: true } }),
        'backend',
        'busy',
        'fewAddresses',
      ],
      [
        'an account that was not asked yet without alarm',
        health({ backend: { ...account, state: 'starting', addressesReady: 0, isLow: true } }),
        'backend',
        'good',
        'starting',
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
    expect(chipsInBar(few)).toEqual({ shown: few, moreInTrouble: 0, isShort: false })
    const chains = Array.from({ length: 8 }, (_, index) => ({
      ...(health().chains[0] ?? expect.fail()),
      chain: `chain-${index}`,
      state: index === 3 ? ('silent' as const) : ('live' as const),
    }))
    const { shown, moreInTrouble } = chipsInBar(chipList(health({ chains }), 'online'))
    expect(shown.map(({ id }) => id)).toEqual(['chain:chain-3'])
    expect(moreInTrouble).toBe(0)
  })

  it('shows the account only while it needs somebody', () => {
    const quiet = chipList(health(), 'online')
    const well = chipList(health({ backend: account }), 'online')
    expect(well.map(({ id }) => id)).toContain('backend')
    expect(chipsInBar(well)).toEqual(chipsInBar(quiet))
    const lost = chipsInBar(chipList(health({ backend: account }), 'offline'))
    expect(lost).toEqual(chipsInBar(chipList(health(), 'offline')))
    const silent = chipsInBar(chipList(health({ backend: { ...account, state: 'silent' } }), 'online'))
    expect(silent.shown.map(({ id }) => id)).toEqual(['chain:base', 'backend', 'ledger', 'connection'])
  })

  it('says how many networks are well where only the silent account has room', () => {
    const [chain = expect.fail()] = health().chains
    const chains = ['fast', 'slow'].map((key) => ({ ...chain, chain: key }))
    const view = health({ chains, backend: { ...account, state: 'silent' } })
    const { shown, isShort } = chipsInBar(chipList(view, 'online'))
    expect(shown.map(({ id }) => id)).toEqual(['backend'])
    expect(isShort).toBe(true)
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
