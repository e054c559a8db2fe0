import { mayActAs } from '../../shared/domain/staff/role.ts'
import { listUnseenChanges, markChangesSeen } from '../settings/unseen-changes.ts'
import { appendPin, checkPin, saveStaff } from '../staff/manage-staff.ts'
import { hashPin } from '../staff/pin-hash.ts'
import { signIn } from '../staff/sign-in.ts'
import type { TerminalParts } from '../terminal-parts.ts'
import { callerOf } from './caller.ts'
import { answer, makeFailure, refuseWith } from './failure.ts'
import { os } from './middleware.ts'

function staffView({ ledger }: TerminalParts, staffId: string) {
  const member = ledger.staff().find((candidate) => candidate.id === staffId)
  if (!member) throw makeFailure('staff.notFound', 'Nobody has this id.', { staffId })
  return { ...member, hasPin: ledger.pinHash(staffId) !== undefined }
}

/** The people at the till, their PINs, and what the owner has not seen yet. */
export function staffSettingsApi(terminal: TerminalParts) {
  const { ledger } = terminal
  const isPractice = terminal.environment === 'practice'
  return {
    listStaff: os.settings.listStaff.handler(() =>
      ledger.staff().map((member) => ({ ...member, hasPin: ledger.pinHash(member.id) !== undefined })),
    ),
    saveStaff: os.settings.saveStaff.handler(async ({ input, context }) => {
      const before = ledger.staff().find((member) => member.id === input.id)
      answer(await saveStaff(ledger, input, callerOf(context).staffId, isPractice))
      const isOther = before && (before.role !== input.role || !input.active || input.pin !== undefined)
      if (isOther) context.services.sessions.endAllOf(input.id)
      return staffView(terminal, input.id)
    }),
    setPin: os.settings.setPin.handler(async ({ input, context }) => {
      const caller = callerOf(context)
      const isOwn = caller.staffId === input.staffId
      if (!isOwn && !mayActAs(caller.role, 'owner')) {
        throw makeFailure('session.forbidden', 'Only the owner sets the PIN of somebody else.')
      }
      staffView(terminal, input.staffId)
      const weak = checkPin(input.newPin, isPractice)
      if (weak) return refuseWith(weak)
      if (isOwn) answer(await signIn(terminal, input.staffId, input.currentPin ?? ''))
      const hash = await hashPin(input.newPin)
      // Somebody whose session ended in the meantime changes nothing any more.
      if (!context.services.sessions.find(caller.token))
        throw makeFailure('session.required', 'This session has ended.')
      const seq = ledger.transact((transaction) =>
        appendPin(transaction, input.staffId, hash, caller.staffId),
      )
      context.services.sessions.endAllOf(input.staffId, caller.token)
      return { seq }
    }),
    listUnseenChanges: os.settings.listUnseenChanges.handler(() => listUnseenChanges(ledger)),
    markChangesSeen: os.settings.markChangesSeen.handler(({ input }) => ({
      seq: markChangesSeen(ledger, input.seq),
    })),
  }
}
