import type { TerminalParts } from '../terminal-parts.ts'
import { callerOf } from './caller.ts'
import { answer } from './failure.ts'
import { os } from './middleware.ts'

/** The account that money is settled with. Credentials come in here and never go out. */
export function settlementApi({ settlement, settings }: TerminalParts) {
  return {
    status: os.settlement.status.handler(async () => ({
      ...(await settlement.status()),
      symbols: [...new Set(settings.current().chains.tokens.map(({ symbol }) => symbol))].toSorted(),
      fromFile: settings.fileSections.has('settlement'),
    })),
    test: os.settlement.test.handler(async ({ input: { credentials, profileId } }) =>
      answer(await settlement.test({ secret: credentials, profileId })),
    ),
    connect: os.settlement.connect.handler(async ({ input: { credentials, profileId }, context }) => {
      const { staffId } = callerOf(context)
      return answer(await settlement.connect({ secret: credentials, profileId, actor: staffId }))
    }),
    disconnect: os.settlement.disconnect.handler(async ({ input: { reason }, context }) =>
      answer(await settlement.disconnect({ reason, actor: callerOf(context).staffId })),
    ),
    chooseConversions: os.settlement.chooseConversions.handler(({ input: { convertToUsd }, context }) =>
      answer(settlement.chooseConversions({ symbols: convertToUsd, actor: callerOf(context).staffId })),
    ),
  }
}
