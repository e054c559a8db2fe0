import { z } from '../../../../shared/contract/z.ts'
import { amountOf, formatAmount } from './amounts.ts'
import { formatInstant, instantOfMs, parseInstant } from './instants.ts'
import { badRequest, notFound, Problem } from './problems.ts'
import { amountOrTotal, amountSchema, readBody, type Route } from './route.ts'
import { checkAddress, checkAmount, checkAsset, checkTravelRule, type Target } from './withdrawal-targets.ts'
import type { World } from './world.ts'

/** A fee quote as the API shows it. */
type FeeQuote = Readonly<{
  id: string
  fee: string
  asset: string
  amount?: string
  total?: string
  expires_at: string
  destination_address: string
  crypto_network: string
}>
/** `amount` is what the quote is good for, fee excluded. */
type Inner = Readonly<{ amount: string }>

/** The network fee of a withdrawal now, in the withdrawn asset. */
export function feeOf(world: World, network: string): bigint {
  const { withdrawalFees, defaultWithdrawalFee } = world.terms()
  return amountOf(withdrawalFees[network] ?? defaultWithdrawalFee)
}

/**
 * The fee a quote promises.
 * @throws {Problem} 404 for an unknown quote, 403 `expired`, 400 when it is for something else
 */
export function quotedFee(
  world: World,
  feeId: string,
  target: Target,
  amountFor: (fee: bigint) => bigint,
): bigint {
  const quote = world.store.find<FeeQuote, Inner>('feeQuote', feeId)
  if (!quote) throw notFound('fee quote not found')
  const { wire, inner } = quote
  if ((parseInstant(wire.expires_at) ?? 0n) <= instantOfMs(world.clock.now()))
    throw new Problem('expired', 403, 'fee quote expired', { expired_at: wire.expires_at })
  const fits =
    wire.asset === target.asset &&
    wire.crypto_network === target.network &&
    wire.destination_address === target.address
  if (!fits) throw badRequest('fee quote does not match the withdrawal')
  const fee = amountOf(wire.fee)
  if (amountFor(fee) > amountOf(inner.amount)) throw badRequest('amount exceeds the quoted amount')
  return fee
}

const schema = z.object({
  asset: z.string(),
  destination_address: z.string(),
  crypto_network: z.string(),
  amount: amountSchema.optional(),
  total: amountSchema.optional(),
})

export const feeQuoteRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v2/transfer/fees/crypto-withdrawal',
    scope: 'fee:write_crypto_withdrawal_fee',
    handle: (world, { body }) => {
      const asked = readBody(schema, body)
      const target = { asset: asked.asset, network: asked.crypto_network, address: asked.destination_address }
      const { is, value } = amountOrTotal(asked)
      checkAsset(world, target)
      checkAddress(world, target)
      const fee = feeOf(world, target.network)
      const amount = is === 'amount' ? value : value - fee
      if (amount <= 0n) throw badRequest('total does not cover the fee')
      checkAmount(world, target, amount)
      checkTravelRule(world, target, amount)
      const id = world.uuid()
      const expiresMs = world.clock.now() + world.terms().feeQuoteSeconds * 1_000
      const wire: FeeQuote = {
        id,
        fee: formatAmount(fee),
        asset: target.asset,
        [is]: formatAmount(value),
        expires_at: formatInstant(instantOfMs(expiresMs)),
        destination_address: target.address,
        crypto_network: target.network,
      }
      const inner: Inner = { amount: formatAmount(amount) }
      world.store.add('feeQuote', { id, atNs: world.stamp(), wire, inner })
      return wire
    },
  },
]
