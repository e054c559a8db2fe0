import { catchUpProgress, type CatchUpProgress } from '../../../../shared/domain/verdict/catch-up-progress.ts'
import { countWarnings } from './chain-warnings.ts'
import type { ChainHealth } from './health-view.ts'
import type { HealthWords } from './use-words.ts'

/** How far catching up is, where it is known where that began. */
export function progressOf(chain: ChainHealth, now: number): CatchUpProgress | undefined {
  const { state, catchUp, readUpTo, headNumber } = chain
  if (state !== 'catchingUp' || !catchUp || readUpTo === undefined || headNumber === undefined)
    return undefined
  return catchUpProgress({ ...catchUp, readUpTo, headNumber, now })
}

/** The state of a network, such as `Catching up, 70 %, 3,000 blocks left`. */
export function stateWords(chain: ChainHealth, now: number, words: HealthWords): string {
  const { t } = words
  if (chain.state === 'silent') return t('health.state.silent', { age: words.age(now - chain.stateSince) })
  if (chain.state === 'live') {
    const count = countWarnings(chain)
    return count === 0 ? t('health.state.live') : t('health.state.amiss', { count })
  }
  const progress = progressOf(chain, now)
  return [
    t('health.state.catchingUp'),
    ...(progress ? [t('health.percent', { percent: progress.percent })] : []),
    leftWords(chain, words),
  ].join(', ')
}

/** How many blocks are still to be read. */
export function leftWords({ behindBlocks }: ChainHealth, { t, figure }: HealthWords): string {
  return t('health.left', { count: behindBlocks, formatted: figure(behindBlocks) })
}

/** What the last audit of a network came to, in one to three phrases. */
export function auditWords({ audit }: ChainHealth, now: number, words: HealthWords): readonly string[] {
  const { t, figure, age } = words
  if (!audit) return [t('health.audit.none')]
  const { upTo, at, source, independent, found, contradicted } = audit
  return [
    t('health.audit.upTo', { number: figure(upTo), age: age(now - at) }),
    t(independent ? 'health.audit.byOther' : 'health.audit.byItself', { host: source }),
    t('health.audit.outcome', { found, contradicted }),
  ]
}

/** What the wake socket of a network does, in one to three phrases. */
export function wakeWords({ wake }: ChainHealth, now: number, { t, age }: HealthWords): readonly string[] {
  if (!wake) return [t('health.wake.none')]
  const { host, state, lastHeardAt, problem } = wake
  return [
    t(`health.wake.${state}`, { host }),
    ...(lastHeardAt === undefined ? [] : [t('health.wake.heard', { age: age(now - lastHeardAt) })]),
    ...(problem === undefined ? [] : [problem]),
  ]
}
