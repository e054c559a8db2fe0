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
  about: Readonly<{ kind: 'chain'; name: string } | { kind: 'ledger' | 'connection' | 'clock' }>
  state:
    | 'live'
    | 'catchingUp'
    | 'silent'
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

function progressOf(chain: Health['chains'][number], now: number): Pick<Chip, 'progress'> {
  const { catchUp, readUpTo, headNumber } = chain
  if (!catchUp || readUpTo === undefined || headNumber === undefined) return {}
  return { progress: catchUpProgress({ ...catchUp, readUpTo, headNumber, now }) }
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
    state: isOnline ? chain.state : 'unknown',
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
  return [...chains, ledger, link, ...(health.clockBehindMs > clockSlackMs ? [clock] : [])]
}

/** How many chips the top bar has room for when all is well. */
const chipsMax = 4

/** Chips shown in the bar: all when they fit, else those that are not well; the panel has the whole list. */
export function chipsInBar(chips: readonly Chip[]): readonly Chip[] {
  return chips.length <= chipsMax ? chips : chips.filter((chip) => chip.tone !== 'good')
}
