import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fiatUnit } from '../../../../shared/domain/money/currency.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { ScreenLoading, ScreenMessage } from '../../components/screen-message.tsx'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { navigate } from '../../stores/router.ts'
import { formatInstant } from '../sales/format-instant.ts'
import { formatSaleNumber } from '../sales/sale-number.ts'
import { CheckStep } from './check-step.tsx'
import { DeskStep } from './desk-step.tsx'
import { wishKinds, type WishKind } from './refund-draft.ts'
import classes from './refund-desk.module.css'
import type { RefundDesk } from './refund-types.ts'
import { useDesk, type DeskStart, type DeskWork } from './use-desk.ts'
import { useDeskSummaries } from './use-desk-summaries.ts'
import { WhatStep } from './what-step.tsx'
import { WhomStep } from './whom-step.tsx'

type DeskScreenProps = Readonly<{
  saleId: string
  only: WishKind | undefined
  earlierId: string | undefined
}>

async function readDesk({ saleId, only, earlierId }: DeskScreenProps): Promise<DeskStart> {
  const [desk, earlier] = await Promise.all([
    terminal().refunds.desk({ saleId }),
    earlierId === undefined ? undefined : terminal().refunds.get({ refundId: earlierId }),
  ])
  return { desk, only, earlier }
}

/** Giving money back, in three steps: what, to whom, and a last look. */
export function RefundDeskScreen(props: DeskScreenProps) {
  const { t } = useTranslation()
  // Read once: what is left is weighed again when it is asked for, and whenever it is approved.
  const { value, failure, reload } = useRead(`desk:${props.saleId}`, 0, () => readDesk(props))
  if (!value) {
    if (!failure) return <ScreenLoading label={t('refunds.desk.loading')} />
    return (
      <div className={classes['screen']}>
        <FailureNotice failure={failure} onRetry={reload} />
      </div>
    )
  }
  return (
    <div className={classes['screen']}>
      <DeskHead desk={value.desk} />
      {wishKinds(value.desk).length === 0 ? (
        <ScreenMessage
          icon="refund"
          title={t('refunds.desk.nothing')}
          body={t('refunds.desk.nothingHint')}
          action={<Button onClick={() => navigate('sales', props.saleId)}>{t('refunds.desk.back')}</Button>}
        />
      ) : (
        <Desk start={value} />
      )}
    </div>
  )
}

function DeskHead({ desk }: Readonly<{ desk: RefundDesk }>) {
  const { t, i18n } = useTranslation()
  return (
    <header className={classes['head']}>
      <Button
        variant="default"
        leftSection={<Icon name="left" size={20} />}
        onClick={() => navigate('sales', desk.saleId)}
      >
        {t('refunds.desk.back')}
      </Button>
      <div>
        <h1 className={classes['title']}>{t('refunds.desk.title')}</h1>
        <span className={classes['about']}>
          {t('refunds.desk.ofSale', {
            number: formatSaleNumber(desk.saleNumber),
            total: formatMoney(desk.totalMinor, fiatUnit(desk.currency)),
            time: formatInstant(desk.openedAt, i18n.language),
          })}
        </span>
      </div>
    </header>
  )
}

function Desk({ start }: Readonly<{ start: DeskStart }>) {
  const { t } = useTranslation()
  const work = useDesk(start)
  const summaries = useDeskSummaries(work)
  return (
    <div className={classes['steps']}>
      {start.earlier === undefined ? null : <Notice kind="info" title={t('refunds.desk.again')} />}
      <DeskStep name="what" work={work} summary={summaries.what}>
        <WhatStep work={work} />
      </DeskStep>
      <DeskStep name="whom" work={work} summary={summaries.whom}>
        <WhomStep work={work} />
      </DeskStep>
      <DeskStep name="check" work={work}>
        <LastLook work={work} />
      </DeskStep>
    </div>
  )
}

function LastLook({ work }: Readonly<{ work: DeskWork }>) {
  const { prepared } = work
  return prepared === undefined ? null : <CheckStep work={work} prepared={prepared} />
}
