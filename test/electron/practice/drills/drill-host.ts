import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { directClient } from '../../../../electron/api/serve.ts'
import { hostTerminal, type HostedTerminal } from '../../../../electron/host-terminal.ts'
import { openLedger } from '../../../../electron/ledger/open-ledger.ts'
import { systemClock } from '../../../../electron/platform/clock.ts'
import { randomIds } from '../../../../electron/platform/ids.ts'
import { silentLog } from '../../../../electron/platform/log.ts'
import { openTerminal } from '../../../../electron/terminal.ts'
import type { TerminalClient } from '../../../../shared/contract/contract.ts'
import type { DrillView } from '../../../../shared/contract/drills.ts'
import type { DrillKind } from '../../../../shared/domain/drill/drill.ts'
import { noAdjustment } from '../../../../shared/domain/sale/sale.ts'
import { until } from '../../../fixtures/until.ts'

const limitMs = 60_000

/** A till behind a host, as a shop has it: it restarts into drills and back. */
export type DrillHost = Readonly<{
  data: string
  signIn: (staffId: 'cashier' | 'manager' | 'owner', pin: string) => Promise<TerminalClient>
  /** Waits for the till to be in a drill, or back in practice. */
  whenIn: (drill: DrillKind | undefined) => Promise<void>
  stop: () => Promise<void>
}>

/** Opens a till on a folder, a new one without it. */
export async function openDrillHost(
  data = mkdtempSync(join(tmpdir(), 'stablepoint-drill-')),
): Promise<DrillHost> {
  let failure: unknown
  const host: HostedTerminal = await hostTerminal({
    open: openTerminal,
    terminal: { dataFolder: data, version: 'test', clock: systemClock, ids: randomIds, log: silentLog },
    events: { leaving: () => undefined, ready: () => undefined, failed: (error) => (failure = error) },
  })
  const connect = async (): Promise<TerminalClient> => {
    const api = await until(() => host.api(), limitMs)
    return directClient(api, { id: randomIds.next('conn'), screen: 'till', session: undefined })
  }
  return {
    data,
    signIn: async (staffId, pin) => {
      const client = await connect()
      await client.session.signIn({ staffId, pin })
      return client
    },
    whenIn: async (drill) => {
      await until(async () => {
        if (failure !== undefined) throw new Error('The till cannot go on', { cause: failure })
        const api = host.api()
        if (!api) return undefined
        const client = directClient(api, { id: randomIds.next('conn'), screen: 'till', session: undefined })
        return (await client.session.hello()).drill === drill ? true : undefined
      }, limitMs)
    },
    stop: () => host.stop(),
  }
}

/** Removes what a host kept. */
export function removeData(data: string): void {
  rmSync(data, { recursive: true, force: true, maxRetries: 5 })
}

/** The newest entry of the practice ledger of a stopped till. */
export function practiceHead(data: string): Readonly<{ seq: number; hash: string }> {
  const ledger = openLedger({
    directory: join(data, 'practice'),
    environment: 'practice',
    product: 'test',
    clock: systemClock,
    ids: randomIds,
    log: silentLog,
  })
  const { seq, hash } = ledger.head()
  ledger.close()
  return { seq, hash }
}

/** Opens a sale of one line. */
export function openAmount(client: TerminalClient, minor: bigint) {
  return client.checkout.open({
    key: randomIds.next('key'),
    lines: [{ id: 'l1', name: 'Amount', unitPriceMinor: minor, quantity: 1, discount: noAdjustment }],
    discount: noAdjustment,
    tip: noAdjustment,
  })
}

type Running = Extract<DrillView, { state: 'running' }>

/** The drill as soon as it is as wanted. */
export async function whenDrill(
  client: TerminalClient,
  isWanted: (view: Running) => boolean,
): Promise<Running> {
  const limit = AbortSignal.timeout(limitMs)
  let last: DrillView | undefined
  for await (const view of await client.drills.current(undefined, { signal: limit })) {
    last = view
    if (view.state === 'running' && isWanted(view)) return view
  }
  throw new Error(`The drill stayed as it was: ${JSON.stringify(last)}`)
}
