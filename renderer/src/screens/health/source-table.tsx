import type { ChainHealth } from './health-view.ts'
import { SourceRow } from './source-row.tsx'
import classes from './source-table.module.css'
import { useWords } from './use-words.ts'

const columns = ['host', 'state', 'head', 'heard', 'calls', 'errors'] as const

type SourceTableProps = Readonly<{ chain: ChainHealth; at: number; now: number }>

/** Every source of a network, one under the other so that their blocks can be compared. */
export function SourceTable({ chain, at, now }: SourceTableProps) {
  const { t } = useWords()
  return (
    <div className={classes['sheet']}>
      <table className={classes['table']}>
        <caption className="visually-hidden">{t('health.source.title', { chain: chain.name })}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={classes[column]}>
                {t(`health.source.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {chain.endpoints.map((source, index) => (
          // Two endpoints may stand behind one host, under different keys.
          <SourceRow key={`${source.host} ${index}`} source={source} chain={chain} at={at} now={now} />
        ))}
      </table>
    </div>
  )
}
