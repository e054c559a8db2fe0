import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { LookUpView } from '../../../../shared/contract/look-up-view.ts'
import { Icon } from '../../components/icon.tsx'
import type { IconName } from '../../components/icon-paths.ts'
import { Notice } from '../../components/notice.tsx'
import { navigate } from '../../stores/router.ts'
import { CopyButton } from '../checkout/copy-button.tsx'
import { shortenHash } from '../checkout/group-address.ts'
import { formatTime } from '../sales/format-instant.ts'
import { formatSaleNumber } from '../sales/sale-number.ts'
import classes from './look-up-dialog.module.css'
import { answerWords, findingWords } from './look-up-words.ts'

type FoundProps = Readonly<{
  view: LookUpView
  isAboutSale: boolean
  lookUp: (txHash: string) => void
  onClose: () => void
}>

const icons: Readonly<Record<LookUpView['answers'][number]['says'], IconName>> = {
  mined: 'check',
  pending: 'clock',
  unknown: 'close',
  disputed: 'question',
  silent: 'question',
}

/** What a look-up found, what to do, and who said what. */
export function LookUpFound({ view, isAboutSale, lookUp, onClose }: FoundProps) {
  const { t } = useTranslation()
  const { tone, title, hint, sale, transaction } = findingWords(view, isAboutSale)
  const openSale = (saleId: string): void => {
    onClose()
    navigate('sales', saleId)
  }
  return (
    <>
      <Notice kind={tone} title={t(title.key, title.values)} hint={t(hint.key, hint.values)} />
      <div className={classes['next']}>
        {sale === undefined ? null : (
          <Button variant="default" onClick={() => openSale(sale.saleId)}>
            {t('lookUp.openSale', { number: formatSaleNumber(sale.saleNumber) })}
          </Button>
        )}
        {transaction === undefined ? null : (
          <Button variant="default" onClick={() => lookUp(transaction)}>
            {t('lookUp.openOther')} <code className={classes['short']}>{shortenHash(transaction)}</code>
          </Button>
        )}
      </div>
      <section aria-label={t('lookUp.answers')} className={classes['answers']}>
        <h3 className={classes['heading']}>{t('lookUp.answers')}</h3>
        <ul className={classes['list']}>
          {view.answers.map((answer) => (
            <Answer key={answer.chain} answer={answer} isAboutSale={isAboutSale} />
          ))}
        </ul>
        <div className={classes['hash']}>
          <code>{view.txHash}</code>
          <CopyButton text={view.txHash} label={t('lookUp.copy')} isCompact />
        </div>
        {view.explorerUrl === undefined ? null : (
          <a href={view.explorerUrl} target="_blank" rel="noreferrer">
            {t('lookUp.explorer')}
          </a>
        )}
      </section>
    </>
  )
}

type AnswerProps = Readonly<{ answer: LookUpView['answers'][number]; isAboutSale: boolean }>

function Answer({ answer, isAboutSale }: AnswerProps) {
  const { t, i18n } = useTranslation()
  const says = answerWords(answer)
  const facts = [
    ...(answer.sources.length === 0 ? [] : [t('lookUp.saidBy', { sources: answer.sources.join(', ') })]),
    formatTime(answer.at, i18n.language),
    ...(isAboutSale && !answer.isOffered ? [t('lookUp.notOffered')] : []),
  ]
  return (
    <li className={classes['answer']}>
      <Icon name={icons[answer.says]} size={20} />
      <div className={classes['words']}>
        <div>
          <strong>{answer.chainName}</strong>: {t(says.key, says.values)}
        </div>
        <div className={classes['quiet']}>{facts.join(' · ')}</div>
      </div>
    </li>
  )
}
