import { navigate } from '../../stores/router.ts'
import { findRefund } from './find-refund.ts'

/** The number of a sale or of a refund as it is printed; digits alone are the code of goods. */
const printedNumber = /^[SR]\W?\d{6,12}$/i

/**
 * Opens what a scanned receipt or slip stands for: the refund desk of its sale, or the refund.
 * @returns false for the code of something else, and where nothing is found
 */
export async function openReceipt(code: string): Promise<boolean> {
  if (!printedNumber.test(code)) return false
  try {
    const found = await findRefund(code)
    if (typeof found === 'string') return false
    navigate('refunds', ...found)
    return true
  } catch {
    // Without the terminal the register says, as of any code, that it does not know it.
    return false
  }
}
