import { isWeakPin, pinPattern } from '../../../../shared/domain/staff/role.ts'

/** The practice PINs are printed in the documents: outside practice they are known to everybody. */
const publishedPins: readonly string[] = ['1111', '2222', '3333']

/** Why a PIN is not taken; each has a text. */
export type PinProblem =
  | 'settings.pinProblem.missing'
  | 'settings.pinProblem.digits'
  | 'settings.pinProblem.published'
  | 'settings.pinProblem.weak'
  | 'settings.pinProblem.mismatch'

/**
 * What is wrong with a new PIN, `undefined` when nothing is. The terminal checks again.
 * @param repeat the PIN typed a second time
 */
export function pinProblem(pin: string, repeat: string): PinProblem | undefined {
  if (pin === '') return 'settings.pinProblem.missing'
  if (!pinPattern.test(pin)) return 'settings.pinProblem.digits'
  if (publishedPins.includes(pin)) return 'settings.pinProblem.published'
  if (isWeakPin(pin)) return 'settings.pinProblem.weak'
  return pin === repeat ? undefined : 'settings.pinProblem.mismatch'
}
