import { useId } from 'react'
import { Icon } from '../../components/icon.tsx'
import { CatchUpBar, ChainFacts } from './chain-facts.tsx'
import { chainTone, chainWarnings, countUsable } from './chain-warnings.ts'
import { stateWords } from './chain-words.ts'
import type { ChainHealth } from './health-view.ts'
import classes from './chain-card.module.css'
import { SourceTable } from './source-table.tsx'
import { TokenList } from './token-list.tsx'
import { useWords } from './use-words.ts'
import { WarningList } from './warning-list.tsx'

const icons = { live: 'live', catchingUp: 'catchingUp', silent: 'silent' } as const

type ChainProps = Readonly<{ chain: ChainHealth; at: number; now: number }>

function Details({ chain, at, now }: ChainProps) {
  const { t } = useWords()
  return (
    <>
      <WarningList
        warnings={chainWarnings(chain)}
        label={t('health.warnings', { chain: chain.name })}
        problem={chain.problem}
      />
      <CatchUpBar chain={chain} now={now} />
      <ChainFacts chain={chain} at={at} now={now} />
      <SourceTable chain={chain} at={at} now={now} />
      <TokenList chain={chain} />
    </>
  )
}

type ChainCardProps = ChainProps & Readonly<{ isOpen: boolean; onToggle: () => void }>

/** One network: a line of how it is, and everything about it when it is opened. */
export function ChainCard({ chain, at, now, isOpen, onToggle }: ChainCardProps) {
  const words = useWords()
  const { t, figure } = words
  const panel = useId()
  return (
    <li className={classes['card']}>
      <h2 className={classes['head']}>
        <button
          type="button"
          className={classes['toggle']}
          aria-expanded={isOpen}
          aria-controls={panel}
          onClick={onToggle}
        >
          <span className={`${classes['icon']} ${classes[chainTone(chain)]}`}>
            <Icon name={icons[chain.state]} />
          </span>
          <span className={classes['name']}>{chain.name}</span>
          <span className={`${classes['state']} ${classes[chainTone(chain)]}`}>
            {stateWords(chain, now, words)}
          </span>
          <span className={classes['sources']}>
            {t('health.answering', { usable: countUsable(chain), count: chain.endpoints.length })}
          </span>
          <span className={classes['block']}>
            {chain.headNumber === undefined ? t('health.none') : figure(chain.headNumber)}
          </span>
          <Icon name={isOpen ? 'up' : 'down'} size={20} />
        </button>
      </h2>
      <div id={panel} className={classes['panel']} hidden={!isOpen}>
        {isOpen ? <Details chain={chain} at={at} now={now} /> : null}
      </div>
    </li>
  )
}
