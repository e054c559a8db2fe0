import type { TerminalClient } from '../../../../shared/contract/contract.ts'
import { catchUpProgress, type CatchUpProgress } from '../../../../shared/domain/verdict/catch-up-progress.ts'
import type { ConnectionState } from '../../host/connection.ts'

/** The state of the terminal as the health stream pushes it. */
export type Health =
  Awaited<ReturnType<TerminalClient['system']['health']>> extends AsyncIterable<infer T> ? T : never

/** How a part is doing: well, recovering by itself, or in need of somebody. */
type ChipTone = 'good' | 'busy' | 'bad'

/** One chip: what it is about, in which state, and how loud. */
export type Chip = Readonly<{
  id: string
  tone: ChipTone
  about: Readonly<{ kind: 'chain' | 'backend'; name: string } | { kind: 'ledger' | 'connection' | 'clock' }>
  state:
    | 'live'
    | 'tokenOff'
    | 'catchingUp'
    | 'silent'
    | 'starting'
    | 'fewAddresses'
    | 'ready'
    | 'diskFull'
    | 'online'
    | 'offline'
    | 'clockBehind'
    | 'unknown'
  behindBlocks: number
  /** How far catching up is, where it is known where that began. */
  progress?: CatchUpProgress
}>

const chainTones = { live: 'good', catchingUp: 'busy', silent: 'bad' } as const

/** A token that is off the offer. What nobody could find out is not. */
function isAmiss({ state }: Health['chains'][number]['tokens'][number]): boolean {
  return state !== 'ok' && state !== 'unknown'
}

/** A network that is read but whose token contract is not the listed one takes no money in that token. */
function toneOf(chain: Health['chains'][number]): ChipTone {
  const tone = chainTones[chain.state]
  return tone === 'good' && (chain.tokenProblems.length > 0 || chain.tokens.some(isAmiss)) ? 'busy' : tone
}

/** Colour is never alone: what makes a live network loud has a word. */
function stateOf(chain: Health['chains'][number]): Chip['state'] {
  return chain.state === 'live' && toneOf(chain) === 'busy' ? 'tokenOff' : chain.state
}

function progressOf(chain: Health['chains'][number], now: number): Pick<Chip, 'progress'> {
  const { catchUp, readUpTo, headNumber } = chain
  if (!catchUp || readUpTo === undefined || headNumber === undefined) return {}
  return { progress: catchUpProgress({ ...catchUp, readUpTo, headNumber, now }) }
}

/** An account that has not answered yet has not failed either; few addresses are a worry only of one that could make more. */
function backendChip(backend: NonNullable<Health['backend']>, isOnline: boolean): Chip {
  const { name, state, isLow } = backend
  const chip = { id: 'backend', about: { kind: 'backend', name }, behindBlocks: 0 } as const
  if (!isOnline) return { ...chip, tone: 'busy', state: 'unknown' }
  if (state === 'silent') return { ...chip, tone: 'bad', state }
  return state === 'live' && isLow
    ? { ...chip, tone: 'busy', state: 'fewAddresses' }
    : { ...chip, tone: 'good', state }
}

/** The clock may be this far behind the newest entry without a word, in milliseconds: clocks are corrected all the time. */
const clockSlackMs = 2_000

/** Every chip there is to show, for health that may not have arrived yet. */
export function chipList(health: Health | undefined, connection: ConnectionState): readonly Chip[] {
  const isOnline = connection === 'online'
  const link: Chip = {
    id: 'connection',
    tone: isOnline ? 'good' : 'bad',
    about: { kind: 'connection' },
    state: isOnline ? 'online' : 'offline',
    behindBlocks: 0,
  }
  if (!health) return [link]
  const chains = health.chains.map((chain): Chip => ({
    id: `chain:${chain.chain}`,
    // What was said before the connection was lost is not known any more.
    tone: isOnline ? toneOf(chain) : 'busy',
    about: { kind: 'chain', name: chain.name },
    state: isOnline ? stateOf(chain) : 'unknown',
    behindBlocks: chain.behindBlocks,
    ...progressOf(chain, health.at),
  }))
  const ledger: Chip = {
    id: 'ledger',
    tone: health.ledger.state === 'ready' ? 'good' : 'bad',
    about: { kind: 'ledger' },
    state: health.ledger.state,
    behindBlocks: 0,
  }
  const clock: Chip = {
    id: 'clock',
    tone: 'bad',
    about: { kind: 'clock' },
    state: 'clockBehind',
    behindBlocks: 0,
  }
  const backend = health.backend ? [backendChip(health.backend, isOnline)] : []
  return [...chains, ...backend, ledger, link, ...(health.clockBehindMs > clockSlackMs ? [clock] : [])]
}

/** How many chips the top bar has room for when all is well, and how many in trouble, whose words are longer. */
const chipsMax = 4
const loudMax = 2

/** What the bar shows: chips, how many more are in trouble, and whether it leaves networks out that are well; the panel has the whole list. */
type Bar = Readonly<{ shown: readonly Chip[]; moreInTrouble: number; isShort: boolean }>

/** The account has a place in the bar only while it needs somebody: a sale does not wait for it. */
function isOfBar({ about, state }: Chip): boolean {
  return about.kind !== 'backend' || state === 'silent' || state === 'fewAddresses'
}

/** All chips of the bar when they fit, else those that are not well, the worst first and no more than there is room for. */
export function chipsInBar(all: readonly Chip[]): Bar {
  const chips = all.filter(isOfBar)
  const loud = chips.filter((chip) => chip.tone !== 'good')
  if (chips.length <= chipsMax && loud.length <= loudMax)
    return { shown: chips, moreInTrouble: 0, isShort: false }
  const ordered = loud.toSorted((left, right) => Number(right.tone === 'bad') - Number(left.tone === 'bad'))
  const moreInTrouble = Math.max(0, loud.length - loudMax)
  return { shown: ordered.slice(0, loudMax), moreInTrouble, isShort: moreInTrouble === 0 }
}
