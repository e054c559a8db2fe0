import type { IconName } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import type { ChainHealth, SourceHealth } from './health-view.ts'
import { sourceFacts, type SourceFacts } from './source-facts.ts'
import classes from './source-table.module.css'
import { useWords } from './use-words.ts'

type CellProps = Readonly<{ source: SourceHealth; facts: SourceFacts }>

const icons: Readonly<Record<SourceHealth['state'], IconName>> = {
  inUse: 'live',
  standby: 'check',
  stale: 'clock',
  failing: 'silent',
  refused: 'alert',
}

const tones: Readonly<Record<SourceHealth['state'], string>> = {
  inUse: 'good',
  standby: 'good',
  stale: 'unsure',
  failing: 'bad',
  refused: 'bad',
}

function HostCell({ source }: Readonly<{ source: SourceHealth }>) {
  const { t } = useWords()
  return (
    <th scope="row" className={classes['host']}>
      <span className={classes['name']}>{source.host}</span>
      {source.roles.length === 0 ? null : (
        <span className={classes['soft']}>
          {source.roles.map((role) => t(`health.source.role.${role}`)).join(', ')}
        </span>
      )}
    </th>
  )
}

function StateCell({ source, facts }: CellProps) {
  const { t, age } = useWords()
  const next =
    facts.retryInMs === undefined
      ? source.breaker === 'halfOpen'
        ? t('health.source.halfOpen')
        : undefined
      : t('health.source.retryIn', { age: age(facts.retryInMs) })
  return (
    <td className={classes['state']}>
      <span className={`${classes['word']} ${classes[tones[source.state] ?? '']}`}>
        <Icon name={icons[source.state]} size={18} />
        {t(`health.source.states.${source.state}`)}
      </span>
      {next === undefined ? null : <span className={classes['soft']}>{next}</span>}
    </td>
  )
}

function HeadCell({ source, facts }: CellProps) {
  const { t, age, figure } = useWords()
  if (source.headNumber === undefined) return <td className={classes['head']}>{t('health.none')}</td>
  return (
    <td className={classes['head']}>
      {figure(source.headNumber)}
      {facts.headAgeMs === undefined ? null : (
        <span className={classes['soft']}>{t('health.source.headAge', { age: age(facts.headAgeMs) })}</span>
      )}
      {facts.lagBlocks === undefined ? null : (
        <span className={`${classes['soft']} ${classes['unsure']}`}>
          {t('health.source.lag', { count: facts.lagBlocks, formatted: figure(facts.lagBlocks) })}
        </span>
      )}
    </td>
  )
}

function HeardCell({ source, facts }: CellProps) {
  const { t, age } = useWords()
  return (
    <td className={classes['heard']}>
      {facts.heardAgoMs === undefined ? t('health.never') : t('health.ago', { age: age(facts.heardAgoMs) })}
      {source.latencyMs === undefined ? null : (
        <span className={classes['soft']}>{t('health.source.latency', { ms: source.latencyMs })}</span>
      )}
    </td>
  )
}

function CallsCell({ source, facts }: CellProps) {
  const { t, figure } = useWords()
  const { budgetPerMinute, usedPart } = facts
  const said = t('health.source.budget', {
    used: figure(source.callsLastMinute),
    budget: figure(budgetPerMinute),
  })
  return (
    <td className={classes['calls']}>
      {said}
      <span
        className={classes['meter']}
        role="meter"
        aria-label={t('health.source.callsMade')}
        aria-valuemin={0}
        aria-valuemax={budgetPerMinute}
        aria-valuenow={Math.min(source.callsLastMinute, budgetPerMinute)}
        aria-valuetext={said}
      >
        <span
          className={classes['used']}
          data-full={usedPart > 0.9}
          style={{ inlineSize: `${Math.ceil(usedPart * 100)}%` }}
        />
      </span>
      <span className={classes['soft']}>
        {t('health.source.learned', {
          range: figure(source.learned.rangeBlocks),
          recipients: figure(source.learned.recipientsPerCall),
        })}
      </span>
    </td>
  )
}

/** What the source said of itself last; an older error only where it is not what is wrong now. */
function Problem({ source, now }: Readonly<{ source: SourceHealth; now: number }>) {
  const { t, age } = useWords()
  const { problem, lastError } = source
  const isSame = problem !== undefined && problem === lastError?.problem
  if (problem === undefined && lastError === undefined) return null
  return (
    <tr>
      <td colSpan={6} className={classes['problem']}>
        {problem === undefined || isSame ? null : <p>{t('health.source.now', { problem })}</p>}
        {lastError === undefined ? null : (
          <p>{t('health.source.lastError', { age: age(now - lastError.at), problem: lastError.problem })}</p>
        )}
      </td>
    </tr>
  )
}

type SourceRowProps = Readonly<{ source: SourceHealth; chain: ChainHealth; at: number; now: number }>

/** One source: what it is used for, how it answers, what it may be asked, and what it last said wrong. */
export function SourceRow({ source, chain, at, now }: SourceRowProps) {
  const { figure } = useWords()
  const facts = sourceFacts(source, chain, { at, now })
  return (
    <tbody className={classes['source']}>
      <tr>
        <HostCell source={source} />
        <StateCell source={source} facts={facts} />
        <HeadCell source={source} facts={facts} />
        <HeardCell source={source} facts={facts} />
        <CallsCell source={source} facts={facts} />
        <td className={classes['errors']}>{figure(source.errors)}</td>
      </tr>
      <Problem source={source} now={now} />
    </tbody>
  )
}
