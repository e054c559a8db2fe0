import { useTranslation } from 'react-i18next'
import { formatInstant } from '../sales/format-instant.ts'
import { bankState } from './bank-state.ts'
import type { BankView } from './payout-types.ts'

/** Says in a sentence whether money can go to a bank account, or why not and until when. */
export function useBankWords(): (bank: BankView) => string {
  const { t, i18n } = useTranslation()
  return (bank) => {
    const { usableFrom } = bank
    const time = usableFrom === undefined ? '' : formatInstant(usableFrom, i18n.language)
    return t(`payouts.banks.why.${bankState(bank)}`, { time })
  }
}
