import type { AuditReport } from '../port.ts'
import { createAudit } from './audit.ts'
import type { Delivery } from './deliver.ts'
import type { Doubt } from './doubts.ts'
import { openDoubtDesk } from './doubt-desk.ts'
import type { Endpoint } from './endpoint.ts'
import { createLookAhead } from './look-ahead.ts'
import type { ReadContext } from './read-context.ts'
import { createSchedule } from './schedule.ts'
import { createSecondLook, createSweep } from './second-look.ts'
import type { SideJobs } from './side-jobs.ts'
import type { SightKeeper } from './sight-keeper.ts'
import { createTokenHealth, type GuardedToken } from './token-health.ts'
import { readTags, tagIntervalMs } from './watch-tags.ts'

/** What is done beside the steps, so that none of it delays a payment: tags, health of the reserve, second looks. */
export type SideTasks = Readonly<{
  /** The loop has read up to here; on the first read of a chain, nothing before it. */
  begin: (readUpTo: number, isFirstRead: boolean) => void
  /** Blocks after this one were replaced, or a token was not watched in them. */
  goBack: (toBlock: number) => void
  /** Starts what is due. */
  start: (endpoint: Endpoint) => void
  /** The chain is far behind: starts looking for the money of unfinished sales beside the steps. */
  lookAhead: (endpoint: Endpoint) => void
  /** Asks once more, half a second later, about transfers that an endpoint may have indexed late. */
  doubt: (doubts: readonly Doubt[]) => void
  /** Milliseconds until a doubt is due; `undefined` without one. */
  doubtDueMs: () => number | undefined
}>

const aheadMs = 500

type SideParts = Readonly<{
  delivery: Delivery
  jobs: SideJobs
  sight: SightKeeper
  /** All tokens of the chain on the list. */
  tokens: readonly GuardedToken[]
  audited: (report: AuditReport) => void
  /** How often somebody has asked for news of the chain. */
  wakes: () => number
}>

/** The tasks of one chain. */
export function createSideTasks(
  context: ReadContext,
  { delivery, jobs, sight, tokens, audited, wakes }: SideParts,
): SideTasks {
  const { chain, sink, pool, policy, ticks } = context
  const schedule = createSchedule(ticks)
  const looks = { secondLook: createSecondLook(context, delivery), sweep: createSweep(context, delivery) }
  const audit = createAudit(context, delivery, audited)
  const ahead = createLookAhead(context, delivery)
  const tokenHealth = createTokenHealth(context, tokens, (healths) => sight.patch({ tokens: healths }))
  const desk = openDoubtDesk(context, delivery)
  let wakesSeen = wakes()

  const startTags = (endpoint: Endpoint): void => {
    if (!sink.needsTags(chain.key) || !schedule.isDue('tags', tagIntervalMs(chain.blockSeconds), 0)) return
    jobs.start('tags', async () => sight.patch(await readTags(context, endpoint)))
  }
  const startTokens = (endpoint: Endpoint): void => {
    // Who asks for news wants to know of the tokens too.
    if (wakes() !== wakesSeen) schedule.hasten('tokens')
    wakesSeen = wakes()
    if (schedule.isDue('tokens', policy.tokenHealthMs, 0))
      jobs.start('tokens', async () => await tokenHealth.run(endpoint))
  }
  const startProbe = (): void => {
    const reserve = pool.dueForProbe()
    if (!reserve) return
    jobs.start('probe', async () => {
      await pool.introduce(reserve).catch((error: unknown) => pool.fail(reserve, error))
    })
  }
  const startLooks = (endpoint: Endpoint): void => {
    for (const [name, look] of Object.entries({
      ...looks,
      audit: { ...audit, intervalMs: () => policy.auditMs },
    })) {
      if (!schedule.isDue(name, look.intervalMs())) continue
      jobs.start(name, async () => {
        const isFinished = await look.run(endpoint)
        if (!isFinished) schedule.hasten(name)
      })
    }
  }

  return {
    begin: (readUpTo, isFirstRead) => {
      for (const look of Object.values(looks)) look.begin(readUpTo, isFirstRead)
      audit.begin(readUpTo)
    },
    goBack: (toBlock) => {
      for (const look of [...Object.values(looks), audit]) look.goBack(toBlock)
      ahead.startOver()
    },
    start: (endpoint) => {
      if (desk.isDue()) jobs.start('doubts', async () => await desk.ask(endpoint))
      startTags(endpoint)
      startProbe()
      startLooks(endpoint)
      startTokens(endpoint)
    },
    lookAhead: (endpoint) => {
      // Not with each step: a look that found nothing new would ask again what is final.
      if (schedule.isDue('ahead', aheadMs, 0)) jobs.start('ahead', async () => await ahead.run(endpoint))
    },
    doubt: desk.add,
    doubtDueMs: desk.dueMs,
  }
}
