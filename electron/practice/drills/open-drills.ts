import { join } from 'node:path'
import { drills as allDrills } from '../../../shared/domain/drill/drills.ts'
import type { DrillList } from '../../../shared/contract/drills.ts'
import type { Environment } from '../../../shared/domain/settings/settings.ts'
import type { LiveCheckouts } from '../../checkout/live-checkouts.ts'
import { sightOf, type Till } from '../../checkout/till.ts'
import type { LedgerOptions } from '../../ledger/open-ledger.ts'
import type { Practice } from '../open-practice.ts'
import { toDrillStart, type DrillStart } from './drill-start.ts'
import { openDrillOffer, type Drills } from './drills.ts'
import { readDrillLedger } from './read-scores.ts'
import { openDrillRun } from './run-drill.ts'

/** Where the drills of a practice folder keep their ledger. */
export function drillFolder(practiceFolder: string): string {
  return join(practiceFolder, 'drills')
}

/** A drill as it was entered. */
export type EnteredDrill = Readonly<{ start: DrillStart; drillId: string; startedSeq: number }>

/** What drills need of the terminal they run in. */
export type DrillTerminal = Readonly<{
  environment: Environment
  till: Till
  practice: Practice | undefined
  entered: EnteredDrill | undefined
  liveCheckouts: Pick<LiveCheckouts, 'follow'>
  /** How the ledger of the drills is opened to read the scores. */
  scores: LedgerOptions
  wake: () => void
  /** Restarts the terminal: into a drill, or without one into practice as it was. */
  restart: (drill?: DrillStart) => void
}>

function refusedBy({ environment, practice, till }: DrillTerminal): DrillList['refused'] {
  if (environment !== 'practice') return 'notPractice'
  if (!practice?.mode) return 'ownNetworks'
  // Practice must have read its networks: they go on during the drill, and it finds its place by the newest blocks.
  const chains = till.settings().chains.chains.filter((chain) => chain.enabled)
  return chains.every((chain) => sightOf(till, chain.key).state === 'live') ? undefined : 'networkBehind'
}

function runEntered(
  terminal: DrillTerminal,
  { start, drillId, startedSeq }: EnteredDrill,
): Drills | undefined {
  const { till, practice, liveCheckouts, wake, restart } = terminal
  const { stage, mode } = practice ?? {}
  if (!stage || !mode) return undefined
  const { ledger, clock, log } = till
  return openDrillRun({
    drill: allDrills[start.kind],
    drillId,
    startedSeq,
    startedAt: clock.now(),
    ledger,
    clock,
    log,
    stage,
    follow: liveCheckouts.follow,
    pay: (saleId) => (how) => mode.pay(till, saleId, how),
    wake,
    leave: () => restart(),
  })
}

/** The drills of a terminal: the one it was opened for, or the offer to start one. */
export function openDrills(terminal: DrillTerminal): Drills {
  const { till, entered, restart, scores } = terminal
  const running = entered && runEntered(terminal, entered)
  if (running) return running
  return openDrillOffer({
    refused: () => refusedBy(terminal),
    readFinished: () => readDrillLedger(scores),
    enter: (kind, by) =>
      restart(toDrillStart(kind, by.staffId, { ledger: till.ledger, settings: till.settings() })),
  })
}
