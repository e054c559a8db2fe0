import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '../../../../shared/contract/sale-views.ts'
import { Icon } from '../../components/icon.tsx'
import { CopyButton } from '../checkout/copy-button.tsx'
import { shortenHash } from '../checkout/group-address.ts'
import { Card } from './card.tsx'
import { formatInstant, formatTime } from './format-instant.ts'
import classes from './sale-timeline.module.css'
import { timelineLines, type TimelineLine } from './timeline-words.ts'

/** The history of a sale: one sentence for each entry of the journal. */
export function SaleTimeline({ timeline }: Readonly<{ timeline: readonly TimelineEntry[] }>) {
  const { t } = useTranslation()
  return (
    <Card title={t('sales.sale.timeline')} hint={t('sales.sale.timelineHint')}>
      <ol className={classes['list']}>
        {timelineLines(timeline).map((line) => (
          <TimelineItem key={line.seq} line={line} />
        ))}
      </ol>
    </Card>
  )
}

function TimelineItem({ line }: Readonly<{ line: TimelineLine }>) {
  const { t, i18n } = useTranslation()
  const facts = [
    ...(line.network === undefined ? [] : [line.network]),
    ...(line.block === undefined ? [] : [t('checkout.evidence.block', { block: line.block })]),
    ...(line.txHash === undefined ? [] : [shortenHash(line.txHash)]),
  ]
  return (
    <li className={classes['item']}>
      <span className={`${classes['mark']} ${classes[line.tone]}`}>
        <Icon name={line.icon} size={18} />
      </span>
      <div className={classes['words']}>
        <div className={classes['sentence']}>{t(line.sentence.key, line.sentence.values)}</div>
        {facts.length === 0 ? null : <div className={classes['facts']}>{facts.join(' · ')}</div>}
        <div className={classes['facts']}>
          <time dateTime={new Date(line.at).toISOString()} title={formatInstant(line.at, i18n.language)}>
            {formatTime(line.at, i18n.language)}
          </time>
          {' · '}
          {t('sales.sale.entry', { seq: line.seq })}
          {' · '}
          <code title={line.hash}>{line.hash.slice(0, 8)}</code>
        </div>
      </div>
      <CopyButton text={line.hash} label={t('sales.sale.copyHash', { seq: line.seq })} isCompact />
    </li>
  )
}
