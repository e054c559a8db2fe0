import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayActAs } from '../../../../shared/domain/staff/role.ts'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { ScreenLoading, ScreenMessage } from '../../components/screen-message.tsx'
import { failureText } from '../../i18n/failure-text.ts'
import { navigate } from '../../stores/router.ts'
import { useSession } from '../../stores/session.ts'
import { LookUpButton } from '../look-up/look-up-button.tsx'
import { formatInstant } from '../sales/format-instant.ts'
import { formatSaleNumber } from '../sales/sale-number.ts'
import { CaseDecided } from './case-decided.tsx'
import { CaseHistory } from './case-history.tsx'
import { CaseKindChip } from './case-kind-chip.tsx'
import { caseNumber, isOfAccount } from './case-number.ts'
import { CaseOwner } from './case-owner.tsx'
import classes from './case-screen.module.css'
import { CaseSlip } from './case-slip.tsx'
import { CaseThings } from './case-things.tsx'
import { DecideCard } from './decide-card.tsx'
import { useCase, type CaseDetail } from './use-cases.ts'

/** One case with its evidence, what may be decided, and its history: `#/cases/<case>`. */
export function CaseScreen({ caseId }: Readonly<{ caseId: string }>) {
  const { t } = useTranslation()
  const { value, failure, reload } = useCase(caseId)
  if (!value) {
    if (!failure) return <ScreenLoading label={t('cases.case.loading')} />
    const words = failureText(failure)
    return (
      <ScreenMessage
        icon="question"
        title={words.text}
        body={words.hint}
        action={<Button onClick={() => navigate('cases')}>{t('cases.case.back')}</Button>}
      />
    )
  }
  return (
    <div className={classes['screen']}>
      <CaseHead detail={value} />
      {failure ? <FailureNotice failure={failure} onRetry={reload} /> : null}
      <CaseBody detail={value} reload={reload} />
      <CaseSlip detail={value} />
    </div>
  )
}

function CaseHead({ detail }: Readonly<{ detail: CaseDetail }>) {
  const { t, i18n } = useTranslation()
  return (
    <header className={classes['head']}>
      <Button
        variant="default"
        leftSection={<Icon name="left" size={20} />}
        onClick={() => navigate('cases')}
      >
        {t('cases.case.back')}
      </Button>
      <div>
        <h1 className={classes['title']}>{t('cases.case.title', { number: caseNumber(detail) })}</h1>
        <span className={classes['opened']}>
          {t('cases.case.opened', { time: formatInstant(detail.openedAt, i18n.language) })}
        </span>
      </div>
      <CaseKindChip kind={detail.kind} />
      <span className={classes['space']} />
      {isOfAccount(detail) ? null : (
        <>
          <Button variant="default" onClick={() => window.print()}>
            {t('cases.case.slip')}
          </Button>
          <Button variant="default" onClick={() => navigate('sales', detail.saleId)}>
            {t('cases.case.sale', { number: formatSaleNumber(detail.saleNumber) })}
          </Button>
        </>
      )}
    </header>
  )
}

function CaseBody({ detail, reload }: Readonly<{ detail: CaseDetail; reload: () => void }>) {
  const { t } = useTranslation()
  const role = useSession((state) => state.session?.staff.role)
  const [asked, setAsked] = useState<CaseDetail['choices'][number] | undefined>()
  const isOpen = detail.status === 'open'
  return (
    <div className={classes['columns']}>
      <div className={classes['column']}>
        <Notice
          kind={detail.kind === 'counterfeit' || detail.kind === 'reverted' ? 'problem' : 'warning'}
          title={t(`cases.says.${detail.kind}`)}
          hint={t(`cases.meaning.${detail.kind}`)}
        />
        {isOfAccount(detail) ? (
          <p>{detail.aboutText}</p>
        ) : (
          <>
            <CaseThings detail={detail} />
            <LookUpButton saleId={detail.saleId} />
          </>
        )}
      </div>
      <div className={classes['column']}>
        {isOpen ? (
          <DecideCard
            detail={detail}
            mayDecide={role !== undefined && mayActAs(role, 'manager')}
            asked={asked}
            ask={setAsked}
            done={reload}
          />
        ) : (
          <CaseDecided detail={detail} />
        )}
        <CaseOwner detail={detail} done={reload} />
        <CaseHistory detail={detail} done={reload} />
      </div>
    </div>
  )
}
