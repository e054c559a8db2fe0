import i18next from 'i18next'
import type { Failure } from '../../../shared/contract/procedure.ts'
import { errors } from './en/errors.ts'
import type { ErrorCode } from '../../../shared/errors/codes.ts'

/** What happened, and what to do, in the words of the screen. */
export type FailureText = Readonly<{ text: string; hint: string }>

function textOf(code: ErrorCode, part: 'text' | 'hint'): string {
  // The English entry is the fallback of every language; a code that only a newer terminal knows gets its own words.
  return i18next.t(`errors.${code}.${part}`, { defaultValue: errors[code][part] })
}

/** The words for a failure; the terminal's own hint where this page does not know the code. */
export function failureText(failure: Failure): FailureText {
  if (!Object.hasOwn(errors, failure.code)) return { text: failure.message, hint: failure.hint }
  const hint = textOf(failure.code, 'hint')
  const field = failure.code === 'contract.invalidInput' ? failure.details['field'] : failure.details['id']
  return {
    text: textOf(failure.code, 'text'),
    hint: typeof field === 'string' ? `${hint} (${field})` : hint,
  }
}
