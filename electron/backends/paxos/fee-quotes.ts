import { z } from '../../../shared/contract/z.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import { amountField, wantedAmount, type AmountOrTotal } from './amount-or-total.ts'
import { address, differingFields, network, text } from './compare-record.ts'
import type { PaxosCall } from './paxos-call.ts'
import { decimalText, idText, instantText, readAnswer } from './read-answer.ts'

const quoteShape = z
  .object({
    id: idText,
    /** In the asset that is sent. */
    fee: decimalText,
    asset: idText,
    amount: decimalText.optional(),
    total: decimalText.optional(),
    expires_at: instantText,
    destination_address: idText.optional(),
    crypto_network: idText.optional(),
  })
  .readonly()

/** What sending costs, and until when Paxos keeps that word. How long it does is not documented. */
export type PaxosFeeQuote = ReturnType<typeof quoteShape.parse>

/** What is to be sent where. */
export type QuoteWish = AmountOrTotal &
  Readonly<{
    asset: string
    network: string
    address: string
  }>

/**
 * Asks what a withdrawal costs. Nothing is promised by asking, so that a lost answer is asked for again.
 * @throws {PosError} `backend.addressRefused`, `backend.belowMinimum`, `backend.aboveMaximum`, `money.tooPrecise`,
 * `backend.travelRule`; `backend.badAnswer` for the quote of something else
 */
export async function quoteWithdrawalFee(call: PaxosCall, wish: QuoteWish): Promise<PaxosFeeQuote> {
  const body = {
    asset: wish.asset,
    crypto_network: wish.network,
    destination_address: wish.address,
    ...amountField(wish),
  }
  const answer = await call({ method: 'POST', path: '/transfer/fees/crypto-withdrawal', body, isRead: true })
  const quote = readAnswer(quoteShape, answer, 'a fee quote')
  const wanted = {
    asset: text(wish.asset),
    crypto_network: network(wish.network),
    destination_address: address(wish.address),
    ...wantedAmount(wish),
  }
  const [field] = differingFields(wanted, quote)
  if (field !== undefined)
    throw new PosError('backend.badAnswer', 'Paxos quoted the fee of something else.', { details: { field } })
  return quote
}
