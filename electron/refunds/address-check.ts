import { zeroAddress } from 'viem'
import { getAddress, isAddress } from 'viem/utils'
import type { Till } from '../checkout/till.ts'
import type { CheckAddress } from './prepare-refund.ts'

/** Judges a return address by what the till itself knows. */
export function addressCheck({ ledger, settings }: Till): CheckAddress {
  return ({ text }) => {
    const typed = text.trim()
    if (!isAddress(typed, { strict: true }))
      return Promise.resolve({ verdict: 'refuse', problems: [{ kind: 'notAnAddress', severity: 'refuse' }] })
    const address = getAddress(typed)
    const isToken = settings().chains.tokens.some(
      (token) => token.address.toLowerCase() === address.toLowerCase(),
    )
    const isOurs = (ledger.findSaleByAddress(address) ?? ledger.findPooledAddress(address)) !== undefined
    if (isToken || isOurs || address === zeroAddress)
      return Promise.resolve({
        address,
        verdict: 'refuse',
        problems: [
          { kind: isToken ? 'tokenContract' : isOurs ? 'ownAddress' : 'zeroAddress', severity: 'refuse' },
        ],
      })
    return Promise.resolve({ address, verdict: 'ok', problems: [] })
  }
}
