import { isAddress, isAddressEqual, zeroAddress } from 'viem'
import { amountOf, assetDecimals, fitsDecimals, formatAmount } from './amounts.ts'
import { findDepositAddress, isEvm } from './deposit-addresses.ts'
import { hasTravelRuleData } from './destination-addresses.ts'
import { parseInstant, instantOfMs } from './instants.ts'
import { badRequest, Problem } from './problems.ts'
import { chainOf, zeroUuid, type World } from './world.ts'

/** Where a withdrawal goes and of what. */
export type Target = Readonly<{ asset: string; network: string; address: string }>

function unsupported(address: string, reason: string): Problem {
  return new Problem('unsupported-address', 400, `address ${address} is not supported`, { address, reason })
}

/** @throws {Problem} 400 for an address that cannot be sent to */
export function checkAddress(world: World, { network, address }: Target): void {
  if (isEvm(network)) {
    // A mixed-case address must carry its checksum.
    if (!isAddress(address)) throw badRequest(`destination_address ${address} is invalid`)
    if (isAddressEqual(address, zeroAddress)) throw unsupported(address, 'ZERO_ADDRESS')
    const tokens = chainOf(world, network)?.tokens ?? []
    if (tokens.some((token) => isAddressEqual(token.address, address)))
      throw unsupported(address, 'TOKEN_CONTRACT')
  } else if (!/^[1-9A-HJ-NP-Za-km-z]{32,44}$/.test(address)) {
    throw badRequest(`destination_address ${address} is invalid`)
  }
  if (findDepositAddress(world, address)) throw unsupported(address, 'INTERNAL_WITHDRAWAL_WALLET')
}

/** @throws {Problem} 400 for an amount with too many decimals, too small or too large */
export function checkAmount(world: World, { asset, network }: Target, amount: bigint): void {
  const { minWithdrawal, maxWithdrawal } = world.terms()
  const onChain = chainOf(world, network)?.tokens.find((token) => token.asset === asset)?.decimals
  if (!fitsDecimals(amount, onChain ?? assetDecimals[asset] ?? 6))
    throw new Problem('exceed-precision', 400, `amount has more decimals than ${asset} allows`)
  const facts = (limit: string) => ({ limit, amount: formatAmount(amount) })
  if (amount < amountOf(minWithdrawal))
    throw new Problem('below-min-withdraw-limit', 400, 'amount below minimum', facts(minWithdrawal))
  if (amount > amountOf(maxWithdrawal))
    throw new Problem('exceed-max-withdraw-limit', 400, 'amount above maximum', facts(maxWithdrawal))
}

/** @throws {Problem} 400 for an asset this network does not have */
export function checkAsset(world: World, { asset, network }: Target): void {
  const chain = chainOf(world, network)
  const isKnown = chain ? chain.tokens.some((token) => token.asset === asset) : asset in assetDecimals
  if (!isKnown || asset === 'USD') throw badRequest(`asset ${asset} is not supported on ${network}`)
  if (!isEvm(network) && network !== 'SOLANA') throw badRequest(`crypto_network ${network} is not supported`)
}

/** @throws {Problem} 403 above the threshold without saved travel-rule data, from the day it is enforced */
export function checkTravelRule(world: World, { network, address }: Target, amount: bigint): void {
  const { travelRuleFrom, travelRuleThreshold } = world.terms()
  const from = parseInstant(travelRuleFrom) ?? 0n
  if (instantOfMs(world.clock.now()) < from || amount < amountOf(travelRuleThreshold)) return
  if (hasTravelRuleData(world, network, address)) return
  throw new Problem(
    'travel-rule-information-required',
    403,
    `travel rule information is required for ${address}`,
    { identity_id: zeroUuid, crypto_network: network, address },
  )
}
