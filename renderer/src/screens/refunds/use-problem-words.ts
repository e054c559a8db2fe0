import { useTranslation } from 'react-i18next'
import { refunds } from '../../i18n/en/refunds.ts'

/** A finding about an address that has words of its own. */
type NamedProblem = keyof typeof refunds.returnAddress

/** The words for a finding; a general one where only a newer terminal knows it. */
export function namedProblem(kind: string): NamedProblem {
  // Only own names of the language file pass the check.
  return Object.hasOwn(refunds.returnAddress, kind) ? (kind as NamedProblem) : 'fallback'
}

/** Says in a sentence what was found about an address. */
export function useProblemWords(): (kind: string) => string {
  const { t } = useTranslation()
  return (kind) => t(`refunds.returnAddress.${namedProblem(kind)}.text`)
}
