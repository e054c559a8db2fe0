import type { TerminalParts } from '../terminal-parts.ts'
import { callerOf } from './caller.ts'
import { answer } from './failure.ts'
import { os } from './middleware.ts'

/** Drills: practising what goes wrong. */
export function drillsApi({ drills }: TerminalParts) {
  return {
    list: os.drills.list.handler(() => drills.list()),
    start: os.drills.start.handler(({ input, context }) => {
      answer(drills.start(input.kind, callerOf(context)))
      return { kind: input.kind }
    }),
    current: os.drills.current.handler(async function* ({ signal }) {
      yield* drills.follow(signal)
    }),
    answer: os.drills.answer.handler(({ input, context }) => ({
      right: answer(drills.answer(input, callerOf(context))).right,
    })),
    finish: os.drills.finish.handler(({ context }) => {
      const { right, of } = answer(drills.finish(callerOf(context)))
      return { right, of }
    }),
  }
}
