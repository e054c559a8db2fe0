import { describe, expect, it } from 'vitest'
import { xpubAddresses } from '../../../electron/backends/selfcustody/xpub-addresses.ts'
import { addressesOfKey } from '../../../electron/backends/port.ts'
import { openSale } from '../../../electron/checkout/open-sale.ts'
import { toRefundView } from '../../../electron/refunds/refund-view.ts'
import { parseEip681 } from '../../../shared/domain/invoice/eip681.ts'
import {
  approve,
  askForRefund,
  customerWallet,
  openSettlementStage,
  stageFolder,
} from '../../fixtures/settlement/settlement-stage.ts'
import { basketOf, block, testTokens, testXpub, transferTo } from '../../fixtures/test-till.ts'

/** A refund of a sale at the shop's own key, promised and not signed yet. */
async function promised() {
  const stage = await openSettlementStage(stageFolder())
  const shop = stage.shop()
  const derived = xpubAddresses(testXpub)
  if (!derived.ok) throw new Error(derived.code)
  const own = { ...shop.till, addresses: () => addressesOfKey(derived.addresses) }
  const opened = openSale(own, { key: 'k', basket: basketOf(1_000n), staff: { id: 'c', name: 'C' } })
  if (!opened.ok) throw new Error(opened.code)
  const paid = transferTo(shop.till, opened.saleId, block(101), 10_000_000n, { token: testTokens.usdc })
  shop.step([block(101)], [{ ...paid, from: customerWallet }])
  shop.step(Array.from({ length: 13 }, (_, index) => block(102 + index)))
  const asked = await askForRefund(shop, opened.saleId, { kind: 'amount', minor: 400n }, 'k')
  const refund = await approve(shop, asked.id)
  const sent = (height: number, amountMinor = 4_000_000n) => ({
    ...transferTo(shop.till, opened.saleId, block(height), amountMinor, { tx: 900, token: testTokens.usdc }),
    to: customerWallet,
  })
  const status = () => shop.ledger.findRefund(refund.id)?.status
  return { stage, shop, refund, sent, status }
}

describe('a refund that the manager signs with the own wallet', () => {
  it('is shown as a code, is recognised on the chain, and is over when that is final', async () => {
    const { stage, shop, refund, sent, status } = await promised()
    expect(refund).toMatchObject({ status: 'reserved', backend: 'selfcustody' })
    expect(shop.ledger.countQueued().waiting).toBe(0)
    const { signUri = '' } = toRefundView(shop.ledger, shop.till.settings(), refund)
    expect(parseEip681(signUri)).toMatchObject({
      recipient: customerWallet,
      amountMinor: 4_000_000n,
      tokenAddress: testTokens.usdc.address,
    })
    // Another amount to the same customer is another business.
    shop.step([block(115)], [sent(115, 3_000_000n)])
    expect(status()).toBe('reserved')
    shop.step([block(116)], [sent(116)])
    expect(status()).toBe('broadcast')
    const wallet = shop.ledger.balances().find(({ account }) => account === 'wallet:fast')
    expect(wallet?.amountMinor).toBe(6_000_000n)
    shop.step(Array.from({ length: 12 }, (_, index) => block(117 + index)))
    expect(status()).toBe('confirmed')
    await stage.close()
  })

  it('is on its way again when its block is lost, and found again in another', async () => {
    const { stage, shop, sent, status } = await promised()
    shop.step([block(115)], [sent(115)])
    expect(status()).toBe('broadcast')
    shop.step([block(115, 1)], [], block(114))
    expect(status()).toBe('submitted')
    shop.step([block(116, 1)], [sent(116)])
    expect(status()).toBe('broadcast')
    await stage.close()
  })
})
