import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { Icon } from '../../components/icon.tsx'
import type { IconName } from '../../components/icon-paths.ts'
import { formatTime } from '../sales/format-instant.ts'
import { CopyButton } from './copy-button.tsx'
import classes from './evidence-list.module.css'
import { creditLines, evidenceLines, type EvidenceLine } from './evidence-words.ts'

const icons: Readonly<Record<EvidenceLine['tone'], IconName>> = {
  good: 'check',
  bad: 'close',
  unknown: 'question',
  plain: 'clock',
}

type EvidenceListProps = Readonly<{
  view: Pick<CheckoutView, 'verdict' | 'offers' | 'credits'>
  isOpen?: boolean
}>

/** Who said what, at which block and when. */
export function EvidenceList({ view, isOpen = false }: EvidenceListProps) {
  const { t } = useTranslation()
  const nameOf = (chain: string): string =>
    view.offers.find((offer) => offer.chain === chain)?.chainName ?? chain
  const lines = [...evidenceLines(view.verdict.evidence, nameOf), ...creditLines(view.credits ?? [])]
  return (
    <details className={classes['evidence']} open={isOpen}>
      <summary className={classes['summary']}>
        <Icon name="shield" size={20} />
        {t('checkout.evidence.title')}
      </summary>
      {lines.length === 0 ? <p className={classes['empty']}>{t('checkout.evidence.empty')}</p> : null}
      <ul className={classes['lines']}>
        {lines.map((line) => (
          <EvidenceRow key={line.id} line={line} />
        ))}
      </ul>
    </details>
  )
}

function EvidenceRow({ line }: Readonly<{ line: EvidenceLine }>) {
  const { t, i18n } = useTranslation()
  const facts = [
    t('checkout.evidence.saidBy', { source: line.source, network: line.network }),
    ...(line.block === undefined ? [] : [t('checkout.evidence.block', { block: line.block })]),
    formatTime(line.at, i18n.language),
  ]
  return (
    <li className={`${classes['line']} ${classes[line.tone]}`}>
      <span className={classes['icon']}>
        <Icon name={icons[line.tone]} size={20} />
      </span>
      <div className={classes['words']}>
        <div className={classes['says']}>{t(line.says.key, line.says.values)}</div>
        <div className={classes['facts']}>{facts.join(' · ')}</div>
      </div>
      {line.txHash === undefined ? null : (
        <CopyButton text={line.txHash} label={t('checkout.evidence.copyTransaction')} isCompact />
      )}
    </li>
  )
}
