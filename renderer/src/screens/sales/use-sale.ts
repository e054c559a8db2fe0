import { useLiveQuery } from 'dexie-react-hooks'
import type { TerminalClient } from '../../../../shared/contract/contract.ts'
import { cacheOf } from '../../cache/cache-database.ts'
import { terminal } from '../../host/terminal.ts'
import { useRead, type Read } from '../../host/use-read.ts'
import { useSession } from '../../stores/session.ts'

/** A sale with its checkout, history and evidence. */
export type SaleDetail = Awaited<ReturnType<TerminalClient['sales']['get']>>

/** One sale, read again whenever the feed reports a change of it. */
export function useSale(saleId: string): Read<SaleDetail> {
  const environment = useSession((state) => state.hello?.environment)
  const seq = useLiveQuery(
    async () => (environment === undefined ? undefined : (await cacheOf(environment).sales.get(saleId))?.seq),
    [environment, saleId],
  )
  return useRead(saleId, seq ?? 0, () => terminal().sales.get({ saleId }))
}
