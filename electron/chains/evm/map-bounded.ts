/**
 * Maps over items with at most `limit` of them under way. Results keep the order of the items. After the first failure
 * nothing new is started, and that failure is thrown.
 */
export async function mapBounded<T, R>(
  items: readonly T[],
  limit: number,
  map: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  let next = 0
  let failed = false
  const work = async (): Promise<void> => {
    for (;;) {
      const index = next
      const item = items[index]
      if (failed || index >= items.length || item === undefined) return
      next += 1
      try {
        results[index] = await map(item, index)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work))
  return results
}
