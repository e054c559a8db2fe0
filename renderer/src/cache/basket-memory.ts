import type { BasketContent } from '../stores/basket-content.ts'
import type { CacheDatabase } from './cache-database.ts'

/** Keeps the basket through a reload or a crash of the page, with the key that makes charging it twice one sale. */
export async function keepBasket(database: CacheDatabase, content: BasketContent): Promise<void> {
  await database.facts.put({ key: 'basket', value: content })
}

/** The basket that was on this screen, if it had anything in it. */
export async function recallBasket(database: CacheDatabase): Promise<BasketContent | undefined> {
  const fact = await database.facts.get('basket')
  return fact?.key === 'basket' && fact.value.lines.length > 0 ? fact.value : undefined
}
