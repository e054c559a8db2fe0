import { isWeakPin, pinPattern } from '../../../../shared/domain/staff/role.ts'
import type { ProblemKey } from './problem-key.ts'

/** The practice PINs are printed in the documents: outside practice they are known to everybody. */
const publishedPins: readonly string[] = ['1111', '2222', '3333']

/**
 * What is wrong with a new PIN, `undefined` when nothing is. The terminal checks again.
 * @param repeat the PIN typed a second time
 * @param isPractice practice takes easy PINs too
 */
export function pinProblem(pin: string, repeat: string, isPractice = false): ProblemKey | undefined {
  if (pin === '') return 'settings.pinProblem.missing'
  if (!pinPattern.test(pin)) return 'settings.pinProblem.digits'
  if (!isPractice && publishedPins.includes(pin)) return 'settings.pinProblem.published'
  if (!isPractice && isWeakPin(pin)) return 'settings.pinProblem.weak'
  return pin === repeat ? undefined : 'settings.pinProblem.mismatch'
}
