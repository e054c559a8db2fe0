import { useDebouncedValue } from '@mantine/hooks'
import { useLiveQuery } from 'dexie-react-hooks'
import { cacheOf } from '../../cache/cache-database.ts'
import { useSession } from '../../stores/session.ts'

/** Entries come in bursts; what is on the screen is read once they pause. */
const pauseMs = 200

/** The newest journal entry that the feed has told this page of: when it moves, something may have changed. */
export function useJournalSeq(): number {
  const environment = useSession((state) => state.hello?.environment)
  const seq = useLiveQuery(async () => {
    const fact = environment === undefined ? undefined : await cacheOf(environment).facts.get('cursor')
    return fact?.key === 'cursor' ? fact.value : 0
  }, [environment])
  const [settled] = useDebouncedValue(seq ?? 0, pauseMs)
  return settled
}
