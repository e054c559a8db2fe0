import { reject } from '../../shared/errors/rejected.ts'
import { caseSummary, caseView } from '../cases/case-view.ts'
import { assignCase, noteCase, resolveCase } from '../cases/decide-case.ts'
import type { TerminalParts } from '../terminal-parts.ts'
import { callerOf } from './caller.ts'
import type { ApiContext } from './context.ts'
import { answer, refuseWith } from './failure.ts'
import { os } from './middleware.ts'

function staffOf(context: ApiContext) {
  const { staffId, role } = callerOf(context)
  return { id: staffId, role }
}

/** What arrived and fits no open sale. */
export function casesApi({ ledger, settings, drills: { since } }: TerminalParts) {
  const view = (caseId: string) => {
    const known = ledger.findCase(caseId)
    return known
      ? caseView(ledger, settings.current(), known)
      : refuseWith(reject('case.notFound', { caseId }))
  }
  return {
    list: os.cases.list.handler(({ input }) => {
      const { after: _, limit: __, ...filter } = input
      // All drills share one ledger; the cases of each are its own.
      const { cases, ...next } = ledger.listCases({ ...input, since })
      return {
        cases: cases.map((known) => caseSummary(ledger, settings.current(), known)),
        ...next,
        total: ledger.countCases({ ...filter, since }),
        open: ledger.countCases({ status: 'open', since }),
        resolved: ledger.countCases({ status: 'resolved', since }),
      }
    }),
    get: os.cases.get.handler(({ input }) => view(input.caseId)),
    assign: os.cases.assign.handler(({ input: { caseId, staffId, key }, context }) => {
      answer(assignCase(ledger, { caseId, key, staff: staffOf(context), to: staffId }))
      return view(caseId)
    }),
    note: os.cases.note.handler(({ input: { caseId, text, key }, context }) => {
      answer(noteCase(ledger, { caseId, key, staff: staffOf(context), text }))
      return view(caseId)
    }),
    resolve: os.cases.resolve.handler(({ input: { caseId, how, reason, key }, context }) => {
      answer(resolveCase(ledger, { caseId, key, staff: staffOf(context), how, reason }))
      return view(caseId)
    }),
  }
}
