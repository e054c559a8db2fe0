import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon.tsx'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { useCasesNews } from '../../stores/cases-news.ts'
import { formatRoute } from '../../stores/router.ts'
import classes from './sale-cases.module.css'

/** A sale has at most one case of each kind. */
const casesMax = 10

/** The open cases of a sale, each with its owner and the way to it; nothing where there is none. */
export function SaleCases({ saleId }: Readonly<{ saleId: string }>) {
  const { t } = useTranslation()
  const seq = useCasesNews((state) => state.seq)
  const read = () => terminal().cases.list({ status: 'open', saleId, limit: casesMax })
  // Without an answer the page still says what happened; the rail and the list of cases tell the failure.
  const { value } = useRead(saleId, seq, read)
  if (value === undefined || value.cases.length === 0) return null
  return (
    <ul className={classes['cases']} aria-label={t('cases.ofSale.label')}>
      {value.cases.map(({ id, kind, ownerName }) => (
        <li key={id}>
          <a className={classes['case']} href={formatRoute('cases', id)}>
            <Icon name="cases" size={20} />
            {ownerName === undefined
              ? t('cases.ofSale.unowned', { kind: t(`cases.kind.${kind}`) })
              : t('cases.ofSale.owned', { kind: t(`cases.kind.${kind}`), owner: ownerName })}
          </a>
        </li>
      ))}
    </ul>
  )
}
