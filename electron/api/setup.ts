import { previewAddresses } from '../backends/port.ts'
import type { TerminalParts } from '../terminal-parts.ts'
import { answer } from './failure.ts'
import { os } from './middleware.ts'

/** First start. Open to a paired screen until somebody has set the till up; refused afterwards. */
export function setupApi(terminal: TerminalParts) {
  return {
    choose: os.setup.choose.handler(({ input }) => {
      answer(terminal.setup.choose(input.environment))
      return { environment: input.environment }
    }),
    status: os.setup.status.handler(() => terminal.setup.status()),
    previewAddresses: os.setup.previewAddresses.handler(({ input }) => {
      answer(terminal.setup.refuseWhenDone())
      return { addresses: answer(previewAddresses(terminal.deriveAddresses, input.xpub)).addresses }
    }),
    complete: os.setup.complete.handler(async ({ input }) => {
      answer(await terminal.setup.complete(input))
      return { environment: terminal.environment }
    }),
  }
}
