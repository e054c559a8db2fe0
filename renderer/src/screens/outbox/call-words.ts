import type { ParseKeys } from 'i18next'
import type { TerminalClient } from '../../../../shared/contract/contract.ts'
import type { IconName } from '../../components/icon-paths.ts'

/** A call as the terminal lists it. */
export type OutboxCallView = Awaited<ReturnType<TerminalClient['outbox']['list']>>['calls'][number]

/** Where a call stands, for the eye and the ear; `inMs` is how long until the next try. */
export type CallWords = Readonly<{
  key: Extract<ParseKeys, `outbox.state.${string}`>
  icon: IconName
  tone: 'calm' | 'good' | 'unsure' | 'bad'
  inMs?: number
}>

const ended = {
  done: { key: 'outbox.state.done', icon: 'check', tone: 'good' },
  refused: { key: 'outbox.state.refused', icon: 'alert', tone: 'bad' },
  cancelled: { key: 'outbox.state.cancelled', icon: 'close', tone: 'calm' },
  givenUp: { key: 'outbox.state.givenUp', icon: 'close', tone: 'calm' },
} as const satisfies Record<NonNullable<OutboxCallView['endedBecause']>, CallWords>

/** Says where a call stands at an instant of the till's clock. */
export function callWords(call: OutboxCallView, now: number): CallWords {
  if (call.endedBecause !== undefined) return ended[call.endedBecause]
  if (call.state === 'dead') return { key: 'outbox.state.decide', icon: 'alert', tone: 'bad' }
  if (call.state === 'sending') return { key: 'outbox.state.sending', icon: 'upload', tone: 'calm' }
  if (!call.hasOwner) return { key: 'outbox.state.noOwner', icon: 'unlinked', tone: 'unsure' }
  if (call.isBehindAnother) return { key: 'outbox.state.behind', icon: 'clock', tone: 'calm' }
  const inMs = call.nextAt - now
  if (inMs <= 0) return { key: 'outbox.state.due', icon: 'upload', tone: 'calm' }
  // A second that has begun counts whole: a countdown never says zero before it is over.
  const tone = call.lastError === undefined ? 'calm' : 'unsure'
  return { key: 'outbox.state.nextTry', icon: 'clock', tone, inMs: Math.ceil(inMs / 1_000) * 1_000 }
}

/** What a manager may ask for: nothing while a try is under way, and a turn is waited for. */
export function choicesFor(call: OutboxCallView): Readonly<{ maySend: boolean; mayGiveUp: boolean }> {
  const isIdle = call.endedAt === undefined && call.state !== 'sending'
  return { maySend: isIdle && call.hasOwner && !call.isBehindAnother, mayGiveUp: isIdle && call.hasOwner }
}
