import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Amount } from '../../components/amount.tsx'
import { Notice } from '../../components/notice.tsx'
import { formatCount } from '../checkout/evidence-words.ts'
import tables from '../settings/table.module.css'
import classes from './import-panel.module.css'
import { ScrollRegion } from './scroll-region.tsx'
import { ImportProblems } from './import-problems.tsx'
import { itemsToWrite, type ImportPreview } from './import-state.ts'

type ImportReviewProps = Readonly<{
  preview: ImportPreview
  onApply: () => void
  onRestart: () => void
}>

/** What an import would do, before it does it. */
export function ImportReview({ preview, onApply, onRestart }: ImportReviewProps) {
  const { t } = useTranslation()
  const count = itemsToWrite(preview)
  return (
    <>
      <dl className={classes['counts']} aria-label={t('settings.import.counts')}>
        <Count word={t('settings.import.newItems')} count={preview.newItems} />
        <Count word={t('settings.import.changedItems')} count={preview.changedItems} />
        <Count word={t('settings.import.unchangedItems')} count={preview.unchangedItems} />
        <Count word={t('settings.import.problemCount')} count={preview.problemCount} isBad />
      </dl>
      {count === 0 ? <Notice kind="info" title={t('settings.import.nothing')} /> : null}
      {preview.problemCount > 0 ? <ImportProblems preview={preview} /> : null}
      {preview.items.length > 0 ? <FirstRows preview={preview} /> : null}
      <div className={classes['buttons']}>
        <Button variant="default" onClick={onRestart}>
          {t('settings.import.another')}
        </Button>
        <Button disabled={count === 0} onClick={onApply}>
          {t('settings.import.apply', { count })}
        </Button>
      </div>
    </>
  )
}

type CountProps = Readonly<{ word: string; count: number; isBad?: boolean }>

function Count({ word, count, isBad = false }: CountProps) {
  return (
    <div className={`${classes['count']} ${isBad && count > 0 ? classes['bad'] : ''}`}>
      <dt>{word}</dt>
      <dd>{formatCount(count)}</dd>
    </div>
  )
}

function FirstRows({ preview }: Readonly<{ preview: ImportPreview }>) {
  const { t } = useTranslation()
  return (
    <>
      <h3 className={classes['heading']}>{t('settings.import.firstRows')}</h3>
      <ScrollRegion label={t('settings.import.firstRows')}>
        <table className={tables['table']}>
          <thead>
            <tr>
              <th scope="col">{t('settings.catalog.name')}</th>
              <th scope="col">{t('settings.catalog.category')}</th>
              <th scope="col">{t('settings.catalog.barcode')}</th>
              <th scope="col" className={tables['figure']}>
                {t('settings.catalog.price')}
              </th>
            </tr>
          </thead>
          <tbody>
            {preview.items.map((item) => (
              <tr key={item.id}>
                <th scope="row">{item.name}</th>
                <td>{item.category}</td>
                <td>{item.barcode ?? ''}</td>
                <td className={tables['figure']}>
                  <Amount minor={item.priceMinor} currency={item.currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  )
}
