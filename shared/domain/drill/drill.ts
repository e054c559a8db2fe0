import type { InvoiceException } from '../invoice/invoice.ts'
import type { VerdictReason } from '../verdict/verdict.ts'

/** What goes wrong in a drill; one drill for each. */
export const drillKinds = [
  'underpaid',
  'late',
  'duplicate',
  'wrongToken',
  'counterfeit',
  'wrongChain',
  'reorg',
  'nodeDown',
  'nodeLying',
  'slowChain',
] as const
/** One of the drills. */
export type DrillKind = (typeof drillKinds)[number]

/** What a cashier can answer to *What do you do?*; each has a sentence on the screen. */
export const drillChoices = [
  'handOver',
  'handOverAndReport',
  'askForRest',
  'askForListed',
  'wait',
  'keepGoods',
  'callManager',
  'checkNetwork',
  'payAgain',
  'newSale',
  'cancel',
  'giveCash',
] as const
/** One of the answers. */
export type DrillChoice = (typeof drillChoices)[number]

/** What the practice customer, the chain or the node does; the terminal knows how. */
export const drillActs = [
  'payExact',
  'payLess',
  'payTwice',
  'payUnlisted',
  'payCounterfeit',
  'payOtherChain',
  'takeBack',
  'bringBack',
  'nodeDown',
  'nodeUp',
  'nodeLies',
  'holdHeads',
  'letHeadsGo',
] as const
/** One of the acts. */
export type DrillAct = (typeof drillActs)[number]

/** What the till shows of the drill's sale, as far as the drill waits for it. */
export type DrillSight = Readonly<{
  reasons: readonly VerdictReason[]
  exception?: InvoiceException
}>

/** *What do you do?*, asked when the till shows the moment. `right` is one of the choices. */
export type DrillQuestion = Readonly<{
  id: string
  shows: DrillSight
  choices: readonly DrillChoice[]
  right: DrillChoice
}>

/** One step of a drill: somebody acts, the till is waited for, or the cashier is asked. */
type DrillStep =
  | Readonly<{ act: DrillAct }>
  | Readonly<{ until: DrillSight }>
  | Readonly<{ ask: DrillQuestion }>

/** What a cashier did on the till, as the ledger shows it, that a drill counts as wrong. */
export type DrillDeed = 'cancelledWithMoney' | 'rangUpAgain'

/** A drill as data. The steps begin with the first sale that the cashier opens. */
export type Drill = Readonly<{
  kind: DrillKind
  /** How long the customer may take; short where the deadline is what is practised. */
  invoiceSeconds: number
  /** Blocks that goods wait for. */
  depth: number
  /** Sources that must hold a payment. */
  sources: 1 | 2
  wrongDeeds: readonly DrillDeed[]
  steps: readonly DrillStep[]
}>

/** The questions of a drill, in order. */
export function questionsOf(drill: Drill): readonly DrillQuestion[] {
  return drill.steps.flatMap((step) => ('ask' in step ? [step.ask] : []))
}
