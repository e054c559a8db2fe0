import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { useAction } from '../checkout/use-action.ts'
import { ageWords } from '../health/age-words.ts'
import { useTillNow } from '../health/use-till-now.ts'
import { Card } from '../sales/card.tsx'
import classes from './payouts.module.css'
import type { BalancesView } from './payout-types.ts'

const columns = ['asset', 'available', 'held', 'promised', 'keptBack', 'free', 'books'] as const

type CardProps = Readonly<{ balances: BalancesView; arrivedAtMs: number }>

/** What there is of each asset, what of it is promised, and what may be paid out. */
export function BalancesCard({ balances, arrivedAtMs }: CardProps) {
  const { t } = useTranslation()
  const read = useAction(() => terminal().balances.read({ fresh: true }))
  const { assets, backendName, problem } = balances
  return (
    <Card
      title={t('payouts.balances.title')}
      action={
        <div className={classes['actions']}>
          <Age balances={balances} arrivedAtMs={arrivedAtMs} />
          <Button variant="default" loading={read.isBusy} onClick={() => void read.run()}>
            {t('payouts.balances.refresh')}
          </Button>
        </div>
      }
    >
      {read.failure === undefined ? null : <FailureNotice failure={read.failure} />}
      {problem === undefined ? null : (
        <Notice kind="warning" title={t('payouts.balances.problem', { backend: backendName })} />
      )}
      {assets.length === 0 ? <p className={classes['hint']}>{t('payouts.balances.none')}</p> : null}
      <table className={classes['table']}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`payouts.balances.column.${column}`, { backend: backendName })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {assets.map((row) => (
            <tr key={row.asset}>
              <th scope="row">{row.asset}</th>
              <td className="amount">{withoutAsset(row.availableText, row.asset)}</td>
              <td className="amount">{withoutAsset(row.heldText, row.asset)}</td>
              <td className="amount">{withoutAsset(row.promisedText, row.asset)}</td>
              <td className="amount">{withoutAsset(row.keptBackText, row.asset)}</td>
              <td className={`amount ${classes['strong']}`}>{row.freeText}</td>
              <td className="amount" data-differs={row.booksMinor !== row.availableMinor + row.heldMinor}>
                {withoutAsset(row.booksText, row.asset)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}

/** The row says the asset already. */
function withoutAsset(text: string, asset: string): string {
  return text.replace(` ${asset}`, '')
}

/** How old the figures are, by the clock of the till. */
function Age({ balances: { readAt, backendName }, arrivedAtMs }: CardProps) {
  const { t } = useTranslation()
  const now = useTillNow(performance.timeOrigin + arrivedAtMs, arrivedAtMs)
  if (readAt === undefined)
    return <span className={classes['hint']}>{t('payouts.balances.never', { backend: backendName })}</span>
  const { key, n } = ageWords(now - readAt)
  return (
    <span className={classes['hint']}>
      {t('payouts.balances.readAt', { backend: backendName, age: t(key, { n }) })}
    </span>
  )
}
