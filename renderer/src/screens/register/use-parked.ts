import { useLiveQuery } from 'dexie-react-hooks'
import { cacheOf, type ParkedBasket } from '../../cache/cache-database.ts'
import { parkBasket, takeParked } from '../../cache/parked-baskets.ts'
import { useBasket } from '../../stores/basket.ts'
import { newId } from '../../stores/new-id.ts'
import { useSession } from '../../stores/session.ts'

/** Baskets put aside on this screen, newest first. */
export type Parked = Readonly<{
  list: readonly ParkedBasket[]
  park: () => void
  /** Brings one back; a basket that is on the screen takes its place. */
  resume: (id: string) => void
  remove: (id: string) => void
}>

/** Parking and resuming baskets. */
export function useParked(): Parked {
  const environment = useSession((state) => state.hello?.environment ?? 'practice')
  const staffName = useSession((state) => state.session?.staff.name ?? '')
  const database = cacheOf(environment)
  const list = useLiveQuery(() => database.parked.orderBy('parkedAt').reverse().toArray(), [database]) ?? []
  const park = async (): Promise<void> => {
    const { content, clear } = useBasket.getState()
    if (content.lines.length === 0) return
    await parkBasket(database, { id: newId(), parkedAt: Date.now(), staffName, content })
    clear()
  }
  const resume = async (id: string): Promise<void> => {
    await park()
    const parked = await takeParked(database, id)
    if (parked) useBasket.getState().replace(parked.content)
  }
  return {
    list,
    park: () => void park(),
    resume: (id) => void resume(id),
    remove: (id) => void database.parked.delete(id),
  }
}
