import type { CheckoutView } from '../../shared/contract/sale-views.ts'
import { isSameMoney, type Credit } from '../../shared/domain/credit/credit.ts'
import { formatMoney } from '../../shared/domain/money/format-money.ts'
import { isLive } from '../../shared/domain/payment/payment-lifecycle.ts'
import type { Payment } from '../../shared/domain/payment/payment.ts'
import { formatCustody } from '../../shared/domain/settlement/asset.ts'
import type { SaleFacts } from '../ledger/port.ts'
import type { Till } from './till.ts'

type CreditView = NonNullable<CheckoutView['credits']>[number]

const shownMax = 100

function nameOf(backend: string): string {
  return backend.charAt(0).toUpperCase() + backend.slice(1)
}

/** Seconds until money is expected, from the block of its payment; nothing when they have passed. */
function secondsLeft(till: Till, payment: Payment): number | undefined {
  const seconds = till.secondsToCredit?.(payment.chain)
  if (seconds === undefined) return undefined
  const left = Math.ceil(payment.blockTimestamp + seconds - till.clock.now() / 1000)
  return left > 0 ? left : undefined
}

function stateOf({ status, hold }: Credit['movement']): CreditView['state'] {
  return status === 'pending' && hold !== undefined ? 'held' : status
}

function toView(till: Till, credit: Credit, payment: Payment | undefined): CreditView {
  const { movement, owner } = credit
  const { chains } = till.settings().chains
  const chain = owner.kind === 'sale' ? owner.origin?.chain : undefined
  const {
    id,
    backend,
    asset,
    balanceAsset,
    amountMinor,
    network = '',
    txHash,
    statusText,
    updatedAt,
  } = movement
  const state = stateOf(movement)
  const left = payment && state === 'pending' ? secondsLeft(till, payment) : undefined
  return {
    id,
    backendName: nameOf(backend),
    state,
    ...(state === 'unknown' ? { word: statusText } : {}),
    amountText: formatCustody(amountMinor, asset),
    ...(balanceAsset === asset ? {} : { heldAs: balanceAsset }),
    networkName: chains.find(({ key }) => key === chain)?.name ?? network,
    at: Math.trunc(Date.parse(updatedAt)),
    ...(left === undefined ? {} : { secondsLeft: left }),
    ...(txHash === undefined ? {} : { txHash }),
    isSeenOnChain: payment !== undefined,
  }
}

/** Money that the till sees on a chain and the backend has not spoken of. */
function toExpected(till: Till, payment: Payment): CreditView {
  const { chains, tokens } = till.settings().chains
  const scale = tokens.find(({ currency }) => currency === payment.currency)?.decimals ?? 0
  const left = secondsLeft(till, payment)
  return {
    id: payment.key,
    backendName: nameOf(till.addresses()?.kind ?? ''),
    state: 'expected',
    amountText: formatMoney(payment.amountMinor, { currency: payment.currency, scale }),
    networkName: chains.find(({ key }) => key === payment.chain)?.name ?? payment.chain,
    at: payment.detectedAt,
    ...(left === undefined ? {} : { secondsLeft: left }),
    txHash: payment.txHash,
    isSeenOnChain: true,
  }
}

/** What the settlement backend says of a sale's money, and what is expected of it; nothing for a sale at the shop's own key. */
export function creditsOf(till: Till, { sale, invoice, payments }: SaleFacts): Pick<CheckoutView, 'credits'> {
  if (invoice.addressIndex !== undefined) return {}
  const credits = till.ledger.movementsOf(sale.id)
  const live = payments.filter(({ status }) => isLive(status))
  const told = credits.map((credit) =>
    toView(
      till,
      credit,
      live.find((payment) => isSameMoney(credit, payment)),
    ),
  )
  const untold = live.filter((payment) => !credits.some((credit) => isSameMoney(credit, payment)))
  return { credits: [...told, ...untold.map((payment) => toExpected(till, payment))].slice(0, shownMax) }
}
