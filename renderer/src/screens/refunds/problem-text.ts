import { errorCodes, type ErrorCode } from '../../../../shared/errors/codes.ts'
import { failureText } from '../../i18n/failure-text.ts'
import type { RefundView } from './refund-types.ts'

function isCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code)
}

/** Why a refund did not go, in the words of the till; the backend's own where the till has none. */
export function problemText({ code, text }: NonNullable<RefundView['problem']>): string {
  return isCode(code) ? failureText({ code, message: text, hint: '', details: {} }).text : text
}
