/** How often a chain is asked for its newest block, before its rhythm is known. */
export type PollPace = Readonly<{ intervalMs: number; blockMs: number; stepMinMs: number }>

/** What a poll found. */
export type PollFinding = Readonly<{ at: number; newBlocks: number; number: number; timestamp: number }>

type Milestone = Readonly<{ number: number; timestamp: number }>

/**
 * What the polls so far tell of the rhythm of blocks. `arrivedAt` is when the node had its newest block at the latest,
 * `leadMs` how much earlier than that the next is looked for, `misses` counts polls since then without news, `inStep`
 * blocks in a row that came when expected, `stepMs` is the distance of polls around the expected arrival, `credit` how many polls without news are
 * left to spend on it. `older` and `newer` are blocks that the time between blocks is measured from.
 */
export type PollRhythm = Readonly<{
  arrivedAt: number | undefined
  lastPollAt: number | undefined
  leadMs: number
  misses: number
  inStep: number
  stepMs: number
  credit: number
  older: Milestone | undefined
  newer: Milestone | undefined
}>

const inStepToTrust = 4
const milestoneBlocks = 64
const creditMax = 12

/**
 * The pace of a chain: half a block time, between 250 ms and 4 s, until its rhythm is known.
 * Half a block time costs one poll without news for each block, and finds a block a quarter of a block late on average.
 */
export function paceOf(blockSeconds: number): PollPace {
  const blockMs = blockSeconds * 1000
  const intervalMs = Math.min(4_000, Math.max(250, blockMs / 2))
  return { intervalMs, blockMs, stepMinMs: Math.min(250, Math.max(20, blockMs / 50)) }
}

/** The rhythm before the first poll. */
export function unknownRhythm(pace: PollPace): PollRhythm {
  const none = { arrivedAt: undefined, lastPollAt: undefined, older: undefined, newer: undefined }
  return { ...none, leadMs: 0, misses: 0, inStep: 0, stepMs: pace.stepMinMs, credit: creditMax }
}

/**
 * Milliseconds between blocks: what the settings say, or what the last 64 to 128 blocks show where that is more than 4 %
 * off. A smaller difference is slots without a block, which move the average but not the beat.
 */
function blockMsOf({ older, newer }: PollRhythm, pace: PollPace): number {
  if (!newer || !older) return pace.blockMs
  const measured = ((newer.timestamp - older.timestamp) * 1000) / (newer.number - older.number)
  return Math.abs(measured - pace.blockMs) > 0.04 * pace.blockMs ? measured : pace.blockMs
}

function isTrusted(rhythm: PollRhythm, pace: PollPace): boolean {
  // A chain faster than its polls has no rhythm that a poll could meet.
  return rhythm.inStep >= inStepToTrust && blockMsOf(rhythm, pace) > pace.intervalMs
}

/** The expected arrival nearest to an instant: the estimate plus a whole number of block times, at least one. */
function expectedNear(arrivedAt: number, at: number, blockMs: number): number {
  return arrivedAt + Math.max(1, Math.round((at - arrivedAt) / blockMs)) * blockMs
}

/**
 * Corrects the estimate by a poll that found a new block: it came after the poll before and no later than this one. A
 * block found at the first try may have waited, so the next is looked for earlier, twice as much each time, until a poll
 * comes too early and says where the edge is.
 */
function noteBlock(rhythm: PollRhythm, pace: PollPace, at: number): PollRhythm {
  const { arrivedAt, lastPollAt, misses, stepMs } = rhythm
  const unsure = {
    ...rhythm,
    arrivedAt: at,
    lastPollAt: at,
    leadMs: 0,
    misses: 0,
    inStep: 0,
    stepMs: pace.stepMinMs,
  }
  if (arrivedAt === undefined || lastPollAt === undefined) return unsure
  const blockMs = blockMsOf(rhythm, pace)
  const expected = expectedNear(arrivedAt, at, blockMs)
  const isLate = lastPollAt >= expected
  if (isLate && at - expected > blockMs / 8) return unsure
  const inStep = rhythm.inStep + 1
  const wider = Math.min(stepMs * 2, pace.intervalMs)
  const finer = Math.max(stepMs / 2, pace.stepMinMs)
  return {
    ...rhythm,
    arrivedAt: isLate ? at : Math.min(at, expected),
    lastPollAt: at,
    leadMs: leadAfter({ ...rhythm, inStep }, pace, blockMs),
    misses: 0,
    inStep,
    stepMs: misses > 1 ? wider : finer,
  }
}

/** How much earlier to look after a block: at first in large steps, since usual polls may have found it half a block late. */
function leadAfter({ inStep, misses, leadMs }: PollRhythm, pace: PollPace, blockMs: number): number {
  if (inStep < inStepToTrust || (misses > 0 && inStep > inStepToTrust)) return 0
  if (inStep === inStepToTrust) return 2 * pace.stepMinMs
  return Math.min(Math.max(leadMs * 2, pace.stepMinMs / 8), blockMs / 8)
}

function measure(rhythm: PollRhythm, { number, timestamp }: PollFinding): PollRhythm {
  const here = { number, timestamp }
  const { newer } = rhythm
  if (!newer || number < newer.number) return { ...rhythm, older: undefined, newer: here }
  return number - newer.number >= milestoneBlocks ? { ...rhythm, older: newer, newer: here } : rhythm
}

/** The rhythm after a poll that was sent `at`, and found the chain at block `number`. */
export function notePoll(rhythm: PollRhythm, pace: PollPace, found: PollFinding): PollRhythm {
  const { at, newBlocks } = found
  if (newBlocks === 0)
    return { ...rhythm, lastPollAt: at, misses: rhythm.misses + 1, credit: Math.max(0, rhythm.credit - 1) }
  const credit = Math.min(creditMax, rhythm.credit + 1)
  const noted = measure(noteBlock({ ...rhythm, credit }, pace, at), found)
  return newBlocks === 1 ? noted : { ...noted, inStep: 0 }
}

/**
 * When to ask next. Once a chain keeps its rhythm the next poll waits for the expected block, and then follows at short
 * steps that grow to the usual interval. Each block pays for one poll without news, so that on average there is no more
 * than that; the block is seen within a step of its arrival instead of within half a block.
 */
export function nextPollAt(rhythm: PollRhythm, pace: PollPace): number {
  const { arrivedAt, lastPollAt, credit, misses, stepMs } = rhythm
  if (lastPollAt === undefined) return 0
  const usual = lastPollAt + pace.intervalMs
  if (arrivedAt === undefined || !isTrusted(rhythm, pace)) return usual
  const aim = arrivedAt + blockMsOf(rhythm, pace) - rhythm.leadMs
  if (lastPollAt < aim) return Math.max(aim, lastPollAt + pace.stepMinMs)
  return credit === 0 ? usual : lastPollAt + Math.min(stepMs * 2 ** Math.max(0, misses - 1), pace.intervalMs)
}
