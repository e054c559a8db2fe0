import type { CheckoutView } from '../../shared/contract/sale-views.ts'
import { createLatest, type Latest } from '../platform/latest.ts'
import { findCheckout } from './checkout-view.ts'
import type { Till } from './till.ts'

/** Pushes checkouts to the screens that follow them. */
export type LiveCheckouts = Readonly<{
  follow: (saleId: string, signal: AbortSignal | undefined) => AsyncGenerator<CheckoutView, void>
  /** Something about these sales changed. */
  changed: (saleIds: Iterable<string>) => void
  /** Something about a chain changed that every checkout on the screens shows. */
  allChanged: () => void
}>

type Followed = { latest: Latest<CheckoutView>; followers: number }

/** Only followed checkouts are ever viewed: the cost does not grow with the number of open sales. */
export function openLiveCheckouts(till: Till): LiveCheckouts {
  const followed = new Map<string, Followed>()
  const pushView = (saleId: string): void => {
    const entry = followed.get(saleId)
    const found = entry && findCheckout(till, saleId)
    if (entry && found?.ok) entry.latest.push(found.view)
  }
  async function* follow(
    saleId: string,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<CheckoutView, void> {
    const entry = followed.get(saleId) ?? { latest: createLatest<CheckoutView>(), followers: 0 }
    followed.set(saleId, entry)
    entry.followers += 1
    pushView(saleId)
    try {
      yield* entry.latest.follow(signal)
    } finally {
      entry.followers -= 1
      if (entry.followers === 0) followed.delete(saleId)
    }
  }
  return {
    follow,
    changed: (saleIds) => {
      for (const saleId of saleIds) pushView(saleId)
    },
    allChanged: () => {
      for (const saleId of followed.keys()) pushView(saleId)
    },
  }
}
