import { parseEip681 } from '../../shared/domain/invoice/eip681.ts'
import type { PracticeOutage } from '../practice/open-practice-paxos.ts'
import type { PracticeMode } from '../practice/practice-mode.ts'
import type { TerminalParts } from '../terminal-parts.ts'
import { makeFailure } from './failure.ts'
import { os } from './middleware.ts'

function practiceOf(terminal: TerminalParts): PracticeMode {
  if (!terminal.practice)
    throw makeFailure('practice.unavailable', 'There is a practice customer in practice mode only.')
  return terminal.practice
}

function outageOf({ outage }: TerminalParts): PracticeOutage {
  if (!outage) throw makeFailure('practice.unavailable', 'There is a play Paxos in practice mode only.')
  return outage
}

/** The practice customer. */
export function practiceApi(terminal: TerminalParts) {
  return {
    customer: os.practice.customer.handler(async () => practiceOf(terminal).customer()),
    pay: os.practice.pay.handler(async ({ input }) => ({
      txHashes: await practiceOf(terminal).pay(terminal.till, input.saleId, input.how),
    })),
    outage: os.practice.outage.handler(() => ({ isOn: outageOf(terminal).isOn() })),
    setOutage: os.practice.setOutage.handler(({ input }) => {
      const outage = outageOf(terminal)
      outage.set(input.isOn)
      return { isOn: outage.isOn() }
    }),
    payUri: os.practice.payUri.handler(async ({ input }) => {
      const request = parseEip681(input.uri)
      if (!request)
        throw makeFailure('contract.invalidInput', 'This is not a payment code of the till.', {
          field: 'uri',
        })
      return { txHashes: [await practiceOf(terminal).payRequest(request)] }
    }),
  }
}
