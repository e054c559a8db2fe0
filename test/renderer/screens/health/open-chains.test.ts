import { describe, expect, it } from 'vitest'
import { isShown, openTroubled } from '../../../../renderer/src/screens/health/open-chains.ts'
import { sceneChain, type HealthView } from '../../../fixtures/scene-terminal/scene-health.ts'

type State = HealthView['chains'][number]['state']
const chains = (...states: readonly State[]) =>
  states.map((state, index) => sceneChain(0, { chain: `${index}`, state }))

describe('openTroubled', () => {
  it('opens what has come into trouble, and leaves it open after it', () => {
    const open = openTroubled(new Map(), chains('live', 'silent', 'live'))
    expect([...open]).toEqual([['1', true]])
    expect(openTroubled(open, chains('live', 'live', 'live'))).toBe(open)
  })

  it('leaves closed what somebody closed', () => {
    const closed = new Map([['1', false]])
    expect(openTroubled(closed, chains('live', 'silent', 'live'))).toBe(closed)
  })

  it('opens three of many', () => {
    const open = openTroubled(new Map(), chains('silent', 'silent', 'silent', 'silent', 'silent'))
    expect([...open.keys()]).toEqual(['0', '1', '2'])
    expect(openTroubled(open, chains('silent', 'silent', 'silent', 'silent', 'silent'))).toBe(open)
  })
})

describe('isShown', () => {
  it('shows all of two networks, and of many only those that were opened', () => {
    expect(isShown(new Map(), '0', 2)).toBe(true)
    expect(isShown(new Map([['0', false]]), '0', 2)).toBe(false)
    expect(isShown(new Map([['0', true]]), '0', 14)).toBe(true)
    expect(isShown(new Map(), '0', 14)).toBe(false)
  })
})
