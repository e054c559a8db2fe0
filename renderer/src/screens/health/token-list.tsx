import type { IconName } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import type { ChainHealth } from './health-view.ts'
import classes from './token-list.module.css'
import { useWords } from './use-words.ts'

type State = ChainHealth['tokens'][number]['state'] | 'leftOut'

const icons: Readonly<Record<State, IconName>> = {
  ok: 'check',
  paused: 'park',
  frozen: 'lock',
  depegged: 'down',
  unknown: 'question',
  leftOut: 'alert',
}

type TokenProps = Readonly<{ currency: string; state: State; problem: string | undefined }>

function Token({ currency, state, problem }: TokenProps) {
  const { t } = useWords()
  const tone = state === 'ok' ? 'good' : state === 'unknown' ? 'unsure' : 'bad'
  return (
    <li className={`${classes['token']} ${classes[tone]}`}>
      <Icon name={icons[state]} size={18} />
      <span>
        <span className={classes['currency']}>{currency}</span> {t(`health.token.${state}`)}
        {problem === undefined ? null : ` ${t('health.token.why', { problem })}`}
      </span>
    </li>
  )
}

/** How the tokens of a network stand: what is amiss in words, what is in order in a line. */
export function TokenList({ chain }: Readonly<{ chain: ChainHealth }>) {
  const { t } = useWords()
  const { tokens, tokenProblems } = chain
  if (tokens.length + tokenProblems.length === 0) return null
  return (
    <ul className={classes['list']} aria-label={t('health.token.title')}>
      {tokenProblems.map(({ currency, problem }) => (
        <Token key={`${currency} contract`} currency={currency} state="leftOut" problem={problem} />
      ))}
      {tokens
        .toSorted((left, right) => Number(left.state === 'ok') - Number(right.state === 'ok'))
        .map(({ currency, state, problem }) => (
          <Token key={currency} currency={currency} state={state} problem={problem} />
        ))}
    </ul>
  )
}
