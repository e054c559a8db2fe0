import type { CacheDatabase, ParkedBasket } from './cache-database.ts'

/** More parked baskets than a shop has waiting customers; beyond it the oldest goes. */
const parkedMax = 50

/** Puts a basket aside. */
export async function parkBasket(database: CacheDatabase, basket: ParkedBasket): Promise<void> {
  await database.transaction('rw', database.parked, async () => {
    await database.parked.put(basket)
    await database.parked.orderBy('parkedAt').reverse().offset(parkedMax).delete()
  })
}

/** Takes a parked basket back, once: the second of two presses finds nothing. */
export async function takeParked(database: CacheDatabase, id: string): Promise<ParkedBasket | undefined> {
  return database.transaction('rw', database.parked, async () => {
    const basket = await database.parked.get(id)
    if (basket) await database.parked.delete(id)
    return basket
  })
}
