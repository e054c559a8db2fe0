import { describe, expect, it } from 'vitest'
import { drillActs, drillChoices, drillKinds, questionsOf } from '../../../../shared/domain/drill/drill.ts'
import { drills } from '../../../../shared/domain/drill/drills.ts'
import { drills as words } from '../../../../renderer/src/i18n/en/drills.ts'

describe('drills', () => {
  it.each(drillKinds)('tells %s as a story with an end', (kind) => {
    const drill = drills[kind]
    expect(drill.kind).toBe(kind)
    const last = drill.steps.at(-1)
    expect(last && 'ask' in last).toBe(true)
    const ids = questionsOf(drill).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { choices, right, shows } of questionsOf(drill)) {
      expect(choices.filter((choice) => choice === right)).toHaveLength(1)
      expect(new Set(choices).size).toBe(choices.length)
      expect(choices.length).toBeGreaterThanOrEqual(3)
      expect(choices.length).toBeLessThanOrEqual(4)
      expect(shows.reasons.length).toBeGreaterThan(0)
    }
  })

  it.each(drillKinds)('has words for every question of %s, and for no other', (kind) => {
    const ids = questionsOf(drills[kind]).map(({ id }) => id)
    const { ask, why } = words.story[kind]
    expect(Object.keys(ask).toSorted()).toEqual(ids.toSorted())
    expect(Object.keys(why).toSorted()).toEqual(ids.toSorted())
  })

  it.each(drillKinds)('explains %s in two sentences', (kind) => {
    for (const text of Object.values(words.story[kind].why))
      expect(text.split(/[.!?](?:\s|$)/).filter(Boolean), text).toHaveLength(2)
  })

  it('never calls handing over right before the till has said Paid', () => {
    for (const kind of drillKinds) {
      for (const { right, shows } of questionsOf(drills[kind])) {
        if (right !== 'handOver' && right !== 'handOverAndReport') continue
        expect(shows.reasons.every((reason) => reason === 'released' || reason === 'final')).toBe(true)
      }
    }
  })

  it('offers handing over at every question, so that nobody is led', () => {
    for (const kind of drillKinds)
      for (const { choices } of questionsOf(drills[kind])) expect(choices).toContain('handOver')
  })

  it('undoes what it did to a node, wherever the story goes on to a payment', () => {
    const undoneBy = [
      ['nodeDown', 'nodeUp'],
      ['holdHeads', 'letHeadsGo'],
      ['takeBack', 'bringBack'],
    ] as const
    const left = drillKinds.flatMap((kind) => {
      const acts = drills[kind].steps.flatMap((step) => ('act' in step ? [step.act] : []))
      return undoneBy.filter(
        ([done, undone]) => acts.includes(done) && acts.indexOf(undone) < acts.indexOf(done),
      )
    })
    expect(left).toEqual([])
  })

  it('uses every act and every answer that it names', () => {
    const steps = drillKinds.flatMap((kind) => drills[kind].steps)
    const acts = new Set(steps.flatMap((step) => ('act' in step ? [step.act] : [])))
    const choices = new Set(steps.flatMap((step) => ('ask' in step ? step.ask.choices : [])))
    expect(drillActs.filter((act) => !acts.has(act))).toEqual([])
    expect(drillChoices.filter((choice) => !choices.has(choice))).toEqual([])
  })
})
