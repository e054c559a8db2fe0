import { auditWords, leftWords, progressOf, wakeWords } from './chain-words.ts'
import { Fact } from './fact.tsx'
import type { ChainHealth } from './health-view.ts'
import classes from './chain-facts.module.css'
import { useWords } from './use-words.ts'

type ChainProps = Readonly<{ chain: ChainHealth; now: number }>

/** The first phrase, and what belongs to it below. */
function Phrases({ of: [first, ...rest] }: Readonly<{ of: readonly string[] }>) {
  return (
    <>
      {first}
      {rest.map((phrase) => (
        <span key={phrase} className={classes['soft']}>
          {phrase}
        </span>
      ))}
    </>
  )
}

/** How old the newest block is now: its age when it was heard, and the time since. */
function headAgeMs({ endpoints, headNumber }: ChainHealth, at: number, now: number): number | undefined {
  const ages = endpoints.flatMap((source) =>
    source.headNumber === headNumber && source.headAgeMs !== undefined ? [source.headAgeMs] : [],
  )
  return ages.length === 0 ? undefined : Math.min(...ages) + now - at
}

/** Progress of catching up, with an estimate where there is a pace. */
export function CatchUpBar({ chain, now }: ChainProps) {
  const words = useWords()
  const progress = progressOf(chain, now)
  if (!progress) return null
  const { percent, secondsLeft } = progress
  const { t } = words
  return (
    <div className={classes['catchUp']}>
      <div
        className={classes['track']}
        role="progressbar"
        aria-label={t('health.catchUp', { chain: chain.name })}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <div className={classes['bar']} style={{ inlineSize: `${percent}%` }} />
      </div>
      <div className={classes['estimate']}>
        {[
          t('health.percent', { percent }),
          leftWords(chain, words),
          ...(secondsLeft === undefined
            ? []
            : [t('health.estimate', { age: words.age(secondsLeft * 1000) })]),
        ].join(', ')}
      </div>
    </div>
  )
}

/** What is known of a network: its newest block, what the till has read, audit and wake socket. */
export function ChainFacts({ chain, at, now }: ChainProps & Readonly<{ at: number }>) {
  const words = useWords()
  const { t, age, figure } = words
  const { headNumber, readUpTo, behindBlocks, operators, sourcesWanted } = chain
  const ageMs = headAgeMs(chain, at, now)
  return (
    <dl className={classes['facts']}>
      <Fact name={t('health.fact.head')}>
        {headNumber === undefined
          ? t('health.none')
          : ageMs === undefined
            ? figure(headNumber)
            : t('health.block', { number: figure(headNumber), age: age(ageMs) })}
      </Fact>
      <Fact name={t('health.fact.readUpTo')}>
        {readUpTo === undefined ? t('health.none') : figure(readUpTo)}
      </Fact>
      <Fact name={t('health.fact.behind')}>
        {chain.state === 'silent'
          ? t('health.behindUnknown')
          : t('health.behind', { count: behindBlocks, formatted: figure(behindBlocks) })}
      </Fact>
      <Fact name={t('health.fact.sources')}>
        {t('health.operators', { wanted: sourcesWanted, count: operators })}
      </Fact>
      <Fact name={t('health.fact.audit')}>
        <Phrases of={auditWords(chain, now, words)} />
      </Fact>
      <Fact name={t('health.fact.wake')}>
        <Phrases of={wakeWords(chain, now, words)} />
      </Fact>
    </dl>
  )
}
