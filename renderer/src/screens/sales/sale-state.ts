import type { SaleSummary } from '../../../../shared/contract/sale-views.ts'
import type { Tone } from '../checkout/checkout-phase.ts'

/** The word that a list shows for a sale. */
export type SaleState = 'waiting' | 'detected' | 'paid' | 'settled' | 'notPaid' | 'cancelled' | 'cannotTell'

/** Every word in the order of a sale's life, for filters. */
export const saleStates = ['waiting', 'detected', 'paid', 'settled', 'notPaid', 'cancelled'] as const

type Facts = Pick<SaleSummary, 'status' | 'answer'>

/** The word for a sale: what the till knows, not only where the invoice stands. */
export function saleStateOf(sale: Facts): SaleState {
  if (sale.answer === 'cannotTell') return 'cannotTell'
  switch (sale.status) {
    case 'open':
      return 'waiting'
    case 'detected':
      return 'detected'
    case 'confirmed':
      return 'paid'
    case 'settled':
      return 'settled'
    case 'expired':
      return 'notPaid'
    case 'void':
      return 'cancelled'
  }
}

/** The colour and icon of a word. */
export function saleToneOf(state: SaleState): Tone {
  switch (state) {
    case 'waiting':
    case 'cancelled':
      return 'waiting'
    case 'detected':
      return 'detected'
    case 'paid':
    case 'settled':
      return 'paid'
    case 'notPaid':
      return 'notPaid'
    case 'cannotTell':
      return 'cannotTell'
  }
}
