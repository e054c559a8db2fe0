import type { Drill, DrillKind, DrillQuestion, DrillSight } from './drill.ts'

const paid: DrillSight = { reasons: ['released', 'final'], exception: 'none' }

const usual = {
  invoiceSeconds: 600,
  depth: 1,
  sources: 1,
  wrongDeeds: ['cancelledWithMoney', 'rangUpAgain'],
} as const

/** The last question of most drills: the till says *Paid* and nothing else. */
const atLast: DrillQuestion = {
  id: 'atLast',
  shows: paid,
  choices: ['handOver', 'wait', 'callManager'],
  right: 'handOver',
}

/**
 * Every drill: what happens, what the till must show before it asks, and the right answer. The advice is that of the
 * verdicts; see chain fact sheet 0 and 4 for what goes wrong in shops.
 */
export const drills: Readonly<Record<DrillKind, Drill>> = {
  underpaid: {
    kind: 'underpaid',
    ...usual,
    steps: [
      { act: 'payLess' },
      {
        ask: {
          id: 'short',
          shows: { reasons: ['underpaid'], exception: 'underpaid' },
          choices: ['handOver', 'askForRest', 'newSale', 'wait'],
          right: 'askForRest',
        },
      },
      { act: 'payExact' },
      { ask: atLast },
    ],
  },
  late: {
    kind: 'late',
    ...usual,
    invoiceSeconds: 20,
    steps: [
      {
        ask: {
          id: 'expired',
          shows: { reasons: ['expired'] },
          choices: ['payAgain', 'wait', 'handOver', 'newSale'],
          right: 'wait',
        },
      },
      { act: 'payExact' },
      {
        ask: {
          id: 'paidLate',
          shows: { reasons: ['released', 'final'], exception: 'paidLate' },
          choices: ['handOver', 'payAgain', 'keepGoods'],
          right: 'handOver',
        },
      },
    ],
  },
  duplicate: {
    kind: 'duplicate',
    ...usual,
    steps: [
      { act: 'payTwice' },
      {
        ask: {
          id: 'twice',
          shows: { reasons: ['released', 'final'], exception: 'duplicate' },
          choices: ['handOver', 'giveCash', 'handOverAndReport', 'keepGoods'],
          right: 'handOverAndReport',
        },
      },
    ],
  },
  wrongToken: {
    kind: 'wrongToken',
    ...usual,
    steps: [
      { act: 'payUnlisted' },
      {
        ask: {
          id: 'otherToken',
          shows: { reasons: ['wrongToken'], exception: 'wrongToken' },
          choices: ['handOver', 'askForListed', 'giveCash', 'wait'],
          right: 'askForListed',
        },
      },
      { act: 'payExact' },
      { ask: atLast },
    ],
  },
  counterfeit: {
    kind: 'counterfeit',
    ...usual,
    // Nothing was sent that is worth anything: a new sale is no mistake.
    wrongDeeds: [],
    steps: [
      { act: 'payCounterfeit' },
      {
        ask: {
          id: 'fake',
          shows: { reasons: ['counterfeit'], exception: 'counterfeit' },
          choices: ['handOver', 'wait', 'keepGoods', 'giveCash'],
          right: 'keepGoods',
        },
      },
      { act: 'payExact' },
      { ask: atLast },
    ],
  },
  wrongChain: {
    kind: 'wrongChain',
    ...usual,
    steps: [
      { act: 'payOtherChain' },
      {
        ask: {
          id: 'otherNetwork',
          shows: { reasons: ['wrongChain'], exception: 'wrongChain' },
          choices: ['handOver', 'wait', 'giveCash', 'askForListed'],
          right: 'askForListed',
        },
      },
      { act: 'payExact' },
      { ask: atLast },
    ],
  },
  reorg: {
    kind: 'reorg',
    ...usual,
    steps: [
      { act: 'payExact' },
      { until: paid },
      { act: 'takeBack' },
      {
        ask: {
          id: 'takenBack',
          shows: { reasons: ['reverted'], exception: 'reverted' },
          choices: ['handOver', 'keepGoods', 'cancel', 'payAgain'],
          right: 'keepGoods',
        },
      },
      { act: 'bringBack' },
      { ask: atLast },
    ],
  },
  nodeDown: {
    kind: 'nodeDown',
    ...usual,
    steps: [
      { act: 'nodeDown' },
      { act: 'payExact' },
      {
        ask: {
          id: 'silent',
          shows: { reasons: ['sourceSilent'] },
          choices: ['handOver', 'payAgain', 'checkNetwork', 'cancel'],
          right: 'checkNetwork',
        },
      },
      { act: 'nodeUp' },
      { ask: atLast },
    ],
  },
  nodeLying: {
    kind: 'nodeLying',
    ...usual,
    sources: 2,
    steps: [
      { act: 'nodeLies' },
      {
        ask: {
          id: 'disagree',
          shows: { reasons: ['sourcesDisagree'], exception: 'sourcesDisagree' },
          choices: ['handOver', 'wait', 'keepGoods', 'payAgain'],
          right: 'keepGoods',
        },
      },
    ],
  },
  slowChain: {
    kind: 'slowChain',
    ...usual,
    depth: 8,
    steps: [
      { act: 'holdHeads' },
      { act: 'payExact' },
      {
        ask: {
          id: 'unseen',
          shows: { reasons: ['waiting'] },
          choices: ['handOver', 'payAgain', 'wait', 'cancel'],
          right: 'wait',
        },
      },
      { act: 'letHeadsGo' },
      {
        ask: {
          id: 'counting',
          shows: { reasons: ['waitingForRelease'] },
          choices: ['handOver', 'wait', 'callManager'],
          right: 'wait',
        },
      },
      { ask: atLast },
    ],
  },
}
