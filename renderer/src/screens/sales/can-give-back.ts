import type { SaleDetail } from './use-sale.ts'

/** True where money has come that is not gone again: only then may some go back. */
export function canGiveBack({ payments }: Pick<SaleDetail['checkout'], 'payments'>): boolean {
  return payments.some(({ status }) => status === 'confirmed' || status === 'settled')
}
