import type { DrillView } from '../../../shared/contract/drills.ts'
import { questionsOf } from '../../../shared/domain/drill/drill.ts'
import type { DrillScore } from '../../../shared/domain/drill/score-drill.ts'
import { messageOf } from '../../../shared/errors/pos-error.ts'
import { reject } from '../../../shared/errors/rejected.ts'
import { createLatest } from '../../platform/latest.ts'
import {
  drillMsMax,
  drillView,
  newDrillState,
  scoreSoFar,
  type DrillParts,
  type DrillState,
} from './drill-state.ts'
import { drillList, type DrillPerson, type Drills } from './drills.ts'
import { playDrill } from './play-drill.ts'
import { listFinishedDrills } from './read-scores.ts'

/** Notes the result under whoever opened the sale; where nobody did, nobody has played. */
function noteFinished(parts: DrillParts, state: DrillState, by: DrillPerson): DrillScore {
  const { ledger, clock, drill, drillId } = parts
  const { sale, lastAnswerAt } = state
  const score = state.score ?? scoreSoFar(parts, state)
  if (!sale) return score
  const untilMs = score.complete && lastAnswerAt !== undefined ? lastAnswerAt : clock.now()
  ledger.transact((transaction) =>
    transaction.append({
      type: 'drill.finished',
      subject: { kind: 'drill', id: drillId },
      body: {
        drillId,
        kind: drill.kind,
        staffId: sale.staffId,
        staffName: sale.staffName,
        seconds: Math.max(0, Math.round((untilMs - sale.openedAt) / 1_000)),
        ...score,
      },
      actor: by.staffId,
    }),
  )
  return score
}

type Answering = Readonly<{ parts: DrillParts; state: DrillState; answered: () => void }>

/** Takes an answer: the first one counts, and a repeated call gets the same word. */
function createAnswer({ parts, state, answered }: Answering): Drills['answer'] {
  const { drill, drillId, ledger, clock } = parts
  return ({ question, choice }, by) => {
    const known = questionsOf(drill).find(({ id }) => id === question)
    if (known && state.answers.some((answer) => answer.question === question))
      return { ok: true, right: known.right }
    if (!known || state.question?.id !== question || !known.choices.includes(choice))
      return reject('drill.notAsked')
    ledger.transact((transaction) =>
      transaction.append({
        type: 'drill.answered',
        subject: { kind: 'drill', id: drillId },
        body: { drillId, question, choice, isRight: choice === known.right },
        actor: by.staffId,
      }),
    )
    state.answers.push({ question, choice })
    state.lastAnswerAt = clock.now()
    state.question = undefined
    state.phase = 'next'
    answered()
    return { ok: true, right: known.right }
  }
}

/** Ends a drill once: by the cashier, or by itself when its time is over. */
function createEnd(parts: DrillParts, state: DrillState): Pick<Drills, 'finish' | 'stop'> {
  let finished: DrillScore | undefined
  const finish: Drills['finish'] = (by) => {
    if (!finished) {
      finished = noteFinished(parts, state, by)
      parts.leave()
    }
    return { ok: true, right: finished.right, of: finished.of }
  }
  const limit = setTimeout(() => {
    try {
      finish({ staffId: 'till' })
    } catch (error) {
      parts.log.error('The end of a drill could not be noted', { problem: messageOf(error) })
      parts.leave()
    }
  }, drillMsMax)
  return { finish, stop: () => clearTimeout(limit) }
}

/** Runs one drill, from the first sale that is opened to its end. */
export function openDrillRun(parts: DrillParts): Drills {
  const { drill, ledger } = parts
  const stopping = new AbortController()
  const latest = createLatest<DrillView>()
  const state = newDrillState()
  const end = createEnd(parts, state)
  let resolveAnswer: () => void = () => undefined
  const nextAnswer = (): Promise<void> => new Promise((resolve) => (resolveAnswer = resolve))
  const changed = (): void => latest.push(drillView(parts, state))
  const stopListening = ledger.onCommitted((entries) => {
    const opened = entries.find((entry) => entry.type === 'sale.opened')
    if (!opened || state.sale) return
    state.sale = opened.body
    const { signal } = stopping
    void playDrill({ parts, state, saleId: opened.body.id, changed, signal, nextAnswer })
  })
  const answered = (): void => {
    changed()
    resolveAnswer()
  }
  changed()
  return {
    running: drill.kind,
    since: parts.startedSeq,
    list: () => drillList(() => listFinishedDrills(ledger), 'runningAlready'),
    start: () => reject('drill.unavailable', { why: 'runningAlready' }),
    follow: (signal) => latest.follow(signal),
    answer: createAnswer({ parts, state, answered }),
    finish: end.finish,
    stop: () => {
      end.stop()
      stopListening()
      stopping.abort()
      resolveAnswer()
    },
  }
}
