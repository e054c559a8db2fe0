import { setTimeout as delay } from 'node:timers/promises'
import type { DrillAct, DrillQuestion, DrillSight } from '../../../shared/domain/drill/drill.ts'
import { isShown } from '../../../shared/domain/drill/is-shown.ts'
import { assertInvariant } from '../../../shared/errors/assert.ts'
import { messageOf } from '../../../shared/errors/pos-error.ts'
import { scoreSoFar, type DrillParts, type DrillState } from './drill-state.ts'

/** A customer takes a moment to pay, and a cashier one to see what the till shows before the next thing happens. */
const beforeActMs = 2_500

/** A drill being played over one sale. */
export type Scene = Readonly<{
  parts: DrillParts
  state: DrillState
  saleId: string
  changed: () => void
  /** Aborts when the terminal stops. */
  signal: AbortSignal
  /** Resolves with the answer to the question that is asked from now on, or when the terminal stops. */
  nextAnswer: () => Promise<void>
}>

/** @returns false when it will never be shown: the sale was cancelled, or the terminal stops */
async function waitUntil({ parts, signal, saleId }: Scene, sight: DrillSight): Promise<boolean> {
  for await (const view of parts.follow(saleId, signal)) {
    if (isShown(sight, view)) return true
    if (view.status === 'void') return false
  }
  return false
}

/** @returns false when nobody pays any more: the sale was cancelled, or the terminal stops */
async function playAct({ parts, saleId, signal }: Scene, act: DrillAct): Promise<boolean> {
  const { ledger, drillId, stage, pay, wake } = parts
  // The only rejection is the abort itself, which is looked at next.
  await delay(beforeActMs, undefined, { signal }).catch(() => undefined)
  if (signal.aborted) return false
  const facts = ledger.findSale(saleId)
  assertInvariant(facts !== undefined, 'The sale of a drill is in its ledger', { saleId })
  if (facts.invoice.status === 'void') return false
  // Noted first: what the cashier does is judged by what the customer had begun to do.
  ledger.transact((transaction) =>
    transaction.append({
      type: 'drill.played',
      subject: { kind: 'drill', id: drillId },
      body: { drillId, saleId, act },
      actor: 'till',
    }),
  )
  await stage.act(act, facts, pay(saleId))
  if (act === 'nodeUp' || act === 'letHeadsGo') wake()
  return true
}

async function ask({ state, nextAnswer, changed }: Scene, question: DrillQuestion): Promise<void> {
  state.question = question
  state.phase = 'question'
  const answered = nextAnswer()
  changed()
  await answered
}

async function playSteps(scene: Scene): Promise<void> {
  for (const step of scene.parts.drill.steps) {
    const sight = 'ask' in step ? step.ask.shows : 'until' in step ? step.until : undefined
    if (sight && !(await waitUntil(scene, sight))) return
    if (scene.signal.aborted) return
    if ('act' in step && !(await playAct(scene, step.act))) return
    if ('ask' in step) await ask(scene, step.ask)
  }
}

/** Plays the steps of a drill, from the moment its sale is open; never throws. */
export async function playDrill(scene: Scene): Promise<void> {
  const { parts, state, signal, changed } = scene
  state.phase = 'next'
  changed()
  let end: DrillState['phase'] = 'done'
  try {
    await playSteps(scene)
  } catch (error) {
    end = 'stuck'
    // A terminal that stops takes its chain away in the middle of an act.
    if (!signal.aborted)
      parts.log.error('A drill cannot go on', { kind: parts.drill.kind, problem: messageOf(error) })
  }
  if (signal.aborted) return
  state.phase = end
  state.question = undefined
  state.score = scoreSoFar(parts, state)
  changed()
}
