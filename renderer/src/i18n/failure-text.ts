import i18next from 'i18next'
import type { Failure } from '../../../shared/contract/procedure.ts'
import { errors } from './en/errors.ts'

/** What happened, and what to do, in the words of the screen. */
export type FailureText = Readonly<{ text: string; hint: string }>

const english: Readonly<Record<string, FailureText | undefined>> = errors

/** Why each token is off, in words; the terminal names the tokens by reason. */
function offText({ details }: Failure): string {
  const reasons = (['paused', 'frozen', 'depegged'] as const).flatMap((because) => {
    const tokens = details[because]
    return typeof tokens === 'string' ? [i18next.t(`register.off.${because}`, { tokens })] : []
  })
  return reasons.join(' ')
}

/** A fact that helps whoever is asked for help: the field that is wrong, or the id of a report. */
function factOf({ code, details }: Failure): string | undefined {
  const fact = code === 'contract.invalidInput' ? details['field'] : details['id']
  return typeof fact === 'string' ? fact : undefined
}

/** The words for a failure; the terminal's own where this page does not know the code, because it is older. */
export function failureText(failure: Failure): FailureText {
  const known = english[failure.code]
  if (known === undefined) return { text: failure.message, hint: failure.hint }
  const off = failure.code === 'sale.tokensOff' ? offText(failure) : ''
  const hint = i18next.t(`errors.${failure.code}.hint`, { defaultValue: known.hint })
  const fact = factOf(failure)
  return {
    text: i18next.t(`errors.${failure.code}.text`, { defaultValue: known.text }),
    hint: [off, fact === undefined ? hint : `${hint} (${fact})`].filter((part) => part !== '').join(' '),
  }
}
