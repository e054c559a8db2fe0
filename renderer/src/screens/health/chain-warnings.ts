import type { ChainHealth } from './health-view.ts'

/** What is worth a sentence to IT, the worst first. */
const warningKinds = [
  'silent',
  'contradicted',
  'missed',
  'oneSource',
  'oneOperator',
  'sourcesDown',
  'tokenContract',
  'tokens',
  'auditNotIndependent',
  'wakeSilent',
] as const
/** One kind of them; its words are under `health.warning`. */
type WarningKind = (typeof warningKinds)[number]

/** `problem`: payments may be missed or stand on nothing. `warning`: something is amiss. `advice`: it could be better. */
type Weight = 'problem' | 'warning' | 'advice'

/** Something to know about a network. */
export type ChainWarning = Readonly<{ kind: WarningKind; weight: Weight; count: number; total: number }>

/** How loud a network is. */
export type ChainTone = 'good' | 'busy' | 'bad'

const weights: Readonly<Record<WarningKind, Weight>> = {
  silent: 'problem',
  contradicted: 'problem',
  missed: 'warning',
  oneSource: 'warning',
  oneOperator: 'warning',
  sourcesDown: 'warning',
  tokenContract: 'warning',
  tokens: 'warning',
  auditNotIndependent: 'advice',
  wakeSilent: 'advice',
}

/** How many of its sources a network can be read from now. */
export function countUsable({ endpoints }: Pick<ChainHealth, 'endpoints'>): number {
  return endpoints.filter(({ state }) => state === 'inUse' || state === 'standby').length
}

/** How many of each kind there are; none of most. */
function countsOf(chain: ChainHealth): Readonly<Record<WarningKind, number>> {
  const { endpoints, audit, tokens, operators, sourcesWanted } = chain
  const down = endpoints.length - countUsable(chain)
  return {
    silent: Number(chain.state === 'silent'),
    contradicted: audit?.contradicted ?? 0,
    missed: audit?.found ?? 0,
    oneSource: Number(endpoints.length === 1 && sourcesWanted > 1),
    oneOperator: Number(endpoints.length > 1 && operators === 1),
    // Where nobody answers that is said already.
    sourcesDown: chain.state === 'silent' && down === endpoints.length ? 0 : down,
    tokenContract: chain.tokenProblems.length,
    tokens: tokens.filter(({ state }) => state !== 'ok' && state !== 'unknown').length,
    auditNotIndependent: Number(audit?.independent === false),
    wakeSilent: Number(chain.wake?.state === 'silent'),
  }
}

/** Everything to know about a network, the worst first. */
export function chainWarnings(chain: ChainHealth): readonly ChainWarning[] {
  const counts = countsOf(chain)
  return warningKinds.flatMap((kind) =>
    counts[kind] === 0
      ? []
      : [{ kind, weight: weights[kind], count: counts[kind], total: chain.endpoints.length }],
  )
}

/** How much of it should be looked at; advice can wait. */
export function countWarnings(chain: ChainHealth): number {
  return chainWarnings(chain).filter(({ weight }) => weight !== 'advice').length
}

/** The loudest of what is to say about a network; advice disturbs nobody. */
export function chainTone(chain: ChainHealth): ChainTone {
  const found = chainWarnings(chain).map(({ weight }) => weight)
  if (found.includes('problem')) return 'bad'
  return chain.state === 'catchingUp' || found.includes('warning') ? 'busy' : 'good'
}

const loudness: Readonly<Record<ChainTone, number>> = { bad: 0, busy: 1, good: 2 }

/** Networks in trouble first, otherwise in the order of the settings. */
export function orderChains(chains: readonly ChainHealth[]): readonly ChainHealth[] {
  return chains.toSorted((left, right) => loudness[chainTone(left)] - loudness[chainTone(right)])
}
