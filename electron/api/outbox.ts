import type { OutboxCall } from '../../shared/domain/outbox/outbox-call.ts'
import { createLatest } from '../platform/latest.ts'
import type { TerminalParts } from '../terminal-parts.ts'
import { callerOf } from './caller.ts'
import { answer } from './failure.ts'
import { os } from './middleware.ts'

const aboutMax = 200

/** What the outbox shows is made of. */
type Parts = Pick<TerminalParts, 'ledger' | 'outbox' | 'clock'>

function callView({ ledger, outbox }: Parts, call: OutboxCall) {
  const { body: _, subject, leaseUntil: __, ...shown } = call
  const about = outbox.describe(call)?.slice(0, aboutMax)
  const givenUp =
    call.endedBecause === 'givenUp' ? ledger.newestOf('outbox', call.id, 'outbox.givenUp') : undefined
  return {
    ...shown,
    ...(about === undefined ? {} : { aboutText: about }),
    ...(givenUp === undefined ? {} : { endedReason: givenUp.body.reason }),
    isBehindAnother: call.endedAt === undefined && ledger.firstQueuedOf(subject)?.id !== call.id,
    hasOwner: outbox.hasOwner(call.kind),
  }
}

/** What waits to leave the till. */
export function outboxApi(terminal: Parts) {
  const { ledger, outbox, clock } = terminal
  const state = () => ({ at: clock.now(), ...outbox.summary() })
  return {
    list: os.outbox.list.handler(({ input }) => {
      const { calls, ...next } = ledger.listQueued(input)
      return { ...state(), calls: calls.map((call) => callView(terminal, call)), ...next }
    }),
    follow: os.outbox.follow.handler(async function* ({ signal }) {
      const latest = createLatest<ReturnType<typeof state>>()
      const stop = outbox.onChanged(() => latest.push(state()))
      try {
        latest.push(state())
        yield* latest.follow(signal)
      } finally {
        stop()
      }
    }),
    sendNow: os.outbox.sendNow.handler(({ input }) => answer(outbox.sendNow(input.callId))),
    giveUp: os.outbox.giveUp.handler(({ input: { callId, reason }, context }) =>
      answer(outbox.giveUp({ id: callId, reason, actor: callerOf(context).staffId })),
    ),
  }
}
