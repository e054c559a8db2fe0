import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  drillChoices,
  drillKinds,
  questionsOf,
  type DrillDeed,
} from '../../../../shared/domain/drill/drill.ts'
import { drills } from '../../../../shared/domain/drill/drills.ts'
import { scoreDrill, type DrillAnswer } from '../../../../shared/domain/drill/score-drill.ts'

const short = (choice: DrillAnswer['choice']): DrillAnswer => ({ question: 'short', choice })
const atLast = (choice: DrillAnswer['choice']): DrillAnswer => ({ question: 'atLast', choice })

type Row = readonly [
  name: string,
  answers: readonly DrillAnswer[],
  deeds: readonly DrillDeed[],
  expected: Readonly<{ right: number; complete: boolean; deeds: readonly DrillDeed[] }>,
]

const rows: readonly Row[] = [
  ['all right', [short('askForRest'), atLast('handOver')], [], { right: 3, complete: true, deeds: [] }],
  ['one wrong', [short('handOver'), atLast('handOver')], [], { right: 2, complete: true, deeds: [] }],
  ['all wrong', [short('newSale'), atLast('wait')], [], { right: 1, complete: true, deeds: [] }],
  ['nothing answered', [], [], { right: 0, complete: false, deeds: [] }],
  ['left after the first', [short('askForRest')], [], { right: 1, complete: false, deeds: [] }],
  [
    'cancelled with money on the way',
    [short('askForRest'), atLast('handOver')],
    ['cancelledWithMoney'],
    { right: 2, complete: true, deeds: ['cancelledWithMoney'] },
  ],
  [
    'did everything wrong on the till, which costs one point',
    [short('askForRest'), atLast('handOver')],
    ['rangUpAgain', 'cancelledWithMoney'],
    { right: 2, complete: true, deeds: ['cancelledWithMoney', 'rangUpAgain'] },
  ],
  [
    'changed the mind: the first answer counts',
    [short('handOver'), short('askForRest'), atLast('handOver')],
    [],
    { right: 2, complete: true, deeds: [] },
  ],
]

describe('scoreDrill', () => {
  it.each(rows)('%s', (_, answers, deeds, expected) => {
    expect(scoreDrill(drills.underpaid, { answers, deeds })).toEqual({ of: 3, ...expected })
  })

  it('does not hold a cancelled counterfeit against anybody: nothing of worth was sent', () => {
    const answers = questionsOf(drills.counterfeit).map(({ id, right }) => ({ question: id, choice: right }))
    expect(scoreDrill(drills.counterfeit, { answers, deeds: ['cancelledWithMoney'] })).toEqual({
      right: 3,
      of: 3,
      complete: true,
      deeds: [],
    })
  })

  it('never gives more points than there are, whatever is answered and done', () => {
    const answer = fc.record({
      question: fc.constantFrom(
        ...drillKinds.flatMap((kind) => questionsOf(drills[kind]).map(({ id }) => id)),
      ),
      choice: fc.constantFrom(...drillChoices),
    })
    const deed = fc.constantFrom<DrillDeed>('cancelledWithMoney', 'rangUpAgain')
    fc.assert(
      fc.property(
        fc.constantFrom(...drillKinds),
        fc.array(answer),
        fc.array(deed),
        (kind, answers, deeds) => {
          const { right, of } = scoreDrill(drills[kind], { answers, deeds })
          expect(right).toBeGreaterThanOrEqual(0)
          expect(right).toBeLessThanOrEqual(of)
        },
      ),
    )
  })
})
