import type { TransferRequest } from '../../shared/domain/invoice/eip681.ts'
import type { Offer } from '../../shared/domain/invoice/invoice.ts'
import { coverageOf, missingMinor } from '../../shared/domain/payment/coverage.ts'
import { isLive } from '../../shared/domain/payment/payment-lifecycle.ts'
import type { EvmAddress } from '../../shared/domain/tokens/token.ts'
import { PosError, messageOf } from '../../shared/errors/pos-error.ts'
import type { Till } from '../checkout/till.ts'

/** A token balance of the practice customer. */
type CustomerBalance = {
  chain: string
  chainName: string
  symbol: string
  decimals: number
  amountMinor: bigint
}

/** A wallet with play money that can pay on the practice chains. */
export type CustomerWallet = Readonly<{
  address: EvmAddress
  balances: () => Promise<CustomerBalance[]>
  transfer: (request: TransferRequest) => Promise<string>
}>

/** How the practice customer pays a checkout. */
type PayHow = 'exact' | 'less' | 'more' | 'twice' | 'otherToken'

/** The practice customer behind the panel. */
export type PracticeMode = Readonly<{
  customer: () => Promise<{ name: string; address: EvmAddress; balances: CustomerBalance[] }>
  pay: (till: Till, saleId: string, how: PayHow) => Promise<string[]>
  payRequest: (request: TransferRequest) => Promise<string>
}>

/** One whole token, or half of what is asked when that is less: the difference a careless customer makes. */
function slip(offer: Offer, asked: bigint): bigint {
  const whole = 10n ** BigInt(offer.decimals)
  return asked > whole ? whole : asked / 2n + 1n
}

function requestsFor(
  offer: Offer,
  asked: bigint,
  other: Offer | undefined,
  how: PayHow,
): readonly TransferRequest[] {
  const request = (from: Offer, amountMinor: bigint): TransferRequest => ({
    tokenAddress: from.tokenAddress,
    chainId: from.chainId,
    recipient: from.address,
    amountMinor,
  })
  switch (how) {
    case 'exact':
      return [request(offer, asked)]
    case 'less':
      return [request(offer, asked - slip(offer, asked))]
    case 'more':
      return [request(offer, asked + slip(offer, asked))]
    case 'twice':
      return [request(offer, asked), request(offer, asked)]
    case 'otherToken':
      return other ? [request(other, other.amountMinor)] : []
  }
}

function planPayment(till: Till, saleId: string, how: PayHow): readonly TransferRequest[] {
  const facts = till.ledger.findSale(saleId)
  if (!facts) throw new PosError('sale.notFound', 'This sale is not in the ledger.')
  const { offers } = facts.invoice
  const offer = offers.find((candidate) => candidate.id === till.shownOffers.get(saleId)) ?? offers[0]
  if (!offer) throw new PosError('sale.noOffer', 'This sale cannot be paid.')
  const coverage = coverageOf(
    facts.payments.filter((payment) => isLive(payment.status)),
    offers,
  )
  const missing = missingMinor(coverage, offer)
  const other = offers.find(
    (candidate) => candidate.chain === offer.chain && candidate.symbol !== offer.symbol,
  )
  return requestsFor(offer, missing > 0n ? missing : offer.amountMinor, other, how)
}

/** Puts the practice customer in front of the till. */
export function openPracticeMode(wallet: CustomerWallet): PracticeMode {
  const payRequest = async (request: TransferRequest): Promise<string> => {
    try {
      return await wallet.transfer(request)
    } catch (error) {
      throw new PosError(
        'practice.paymentFailed',
        `The practice wallet could not pay: ${messageOf(error).slice(0, 160)}`,
        { cause: error },
      )
    }
  }
  return {
    customer: async () => ({
      name: 'Practice customer',
      address: wallet.address,
      balances: await wallet.balances(),
    }),
    pay: async (till, saleId, how) => {
      const txHashes: string[] = []
      for (const request of planPayment(till, saleId, how)) txHashes.push(await payRequest(request))
      return txHashes
    },
    payRequest,
  }
}
