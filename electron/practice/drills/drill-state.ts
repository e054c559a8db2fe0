import type { CheckoutView } from '../../../shared/contract/sale-views.ts'
import type { DrillView } from '../../../shared/contract/drills.ts'
import { deedsOf } from '../../../shared/domain/drill/deeds-of.ts'
import { questionsOf, type Drill, type DrillQuestion } from '../../../shared/domain/drill/drill.ts'
import { scoreDrill, type DrillAnswer, type DrillScore } from '../../../shared/domain/drill/score-drill.ts'
import type { Sale } from '../../../shared/domain/ledger/journal-entry.ts'
import type { Ledger } from '../../ledger/port.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Log } from '../../platform/log.ts'
import type { DrillStage, PayCheckout } from './drill-stage.ts'

/**
 * A drill that nobody finishes ends by itself. The practice chains forget empty blocks older than the newest 1,024, and
 * practice has to find its own again.
 */
export const drillMsMax = 10 * 60_000
const entriesMax = 10_000

/** What a running drill works with. */
export type DrillParts = Readonly<{
  drill: Drill
  drillId: string
  /** Number of the entry that started it. */
  startedSeq: number
  startedAt: number
  ledger: Ledger
  clock: Clock
  log: Log
  stage: Pick<DrillStage, 'act'>
  follow: (saleId: string, signal: AbortSignal) => AsyncIterable<CheckoutView>
  pay: (saleId: string) => PayCheckout
  /** The node is back: the till asks it now. */
  wake: () => void
  /** Restarts the till into practice. */
  leave: () => void
}>

/** Where a drill stands. It lives as long as the terminal; what counts is in the ledger. */
export type DrillState = {
  phase: Extract<DrillView, { state: 'running' }>['phase']
  sale: Pick<Sale, 'id' | 'openedAt' | 'staffId' | 'staffName'> | undefined
  question: DrillQuestion | undefined
  answers: DrillAnswer[]
  lastAnswerAt: number | undefined
  score: DrillScore | undefined
}

/** A drill before its first sale. */
export function newDrillState(): DrillState {
  return {
    phase: 'sale',
    sale: undefined,
    question: undefined,
    answers: [],
    lastAnswerAt: undefined,
    score: undefined,
  }
}

/** A drill as the screens show it. The right answer leaves only after one was given. */
export function drillView({ drill, startedAt }: DrillParts, state: DrillState): DrillView {
  const { phase, sale, question, answers, score } = state
  const questions = questionsOf(drill)
  return {
    state: 'running',
    kind: drill.kind,
    phase,
    ...(sale ? { saleId: sale.id } : {}),
    ...(question ? { question: { id: question.id, choices: question.choices } } : {}),
    answers: answers.map(({ question: id, choice }) => ({
      question: id,
      choice,
      right: questions.find((each) => each.id === id)?.right ?? choice,
    })),
    questions: questions.length,
    endsAt: startedAt + drillMsMax,
    ...(score ? { score: { right: score.right, of: score.of, deeds: score.deeds } } : {}),
  }
}

/** The score so far: of the answers, and of what the ledger shows was done. */
export function scoreSoFar(
  { ledger, drill, drillId, startedSeq }: DrillParts,
  { answers, sale }: DrillState,
): DrillScore {
  const deeds = sale ? deedsOf(ledger.entriesAfter(startedSeq, entriesMax), { drillId, saleId: sale.id }) : []
  return scoreDrill(drill, { answers, deeds })
}
