import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { ScreenLoading, ScreenMessage } from '../../components/screen-message.tsx'
import { navigate } from '../../stores/router.ts'
import { FindRefundForm } from './find-refund-form.tsx'
import { RefundDeskScreen } from './refund-desk-screen.tsx'
import { RefundScreen } from './refund-screen.tsx'
import { isRefundTab, refundTabs, type RefundTab } from './refund-status.ts'
import { RefundsList } from './refunds-list.tsx'
import classes from './refunds-screen.module.css'
import { useRefunds } from './use-refunds.ts'

const tabs = Object.keys(refundTabs).filter(isRefundTab)

/**
 * Refunds: the list at `#/refunds`, one at `#/refunds/<refund>` (`/approve` opens the approval), the desk of a sale at
 * `#/refunds/new/<sale>`, with `/excess` or `/again/<refund>` for what it opens with.
 */
export function RefundsScreen({ parts }: Readonly<{ parts: readonly string[] }>) {
  const [first, second, third, fourth] = parts
  if (first === undefined) return <ListScreen />
  if (first === 'new' && second !== undefined)
    return (
      <RefundDeskScreen
        key={parts.join('/')}
        saleId={second}
        only={third === 'excess' ? 'excess' : undefined}
        earlierId={third === 'again' ? fourth : undefined}
      />
    )
  return <RefundScreen key={first} refundId={first} isApproving={second === 'approve'} />
}

function ListScreen() {
  const { t } = useTranslation()
  const [tab, setTab] = useState<RefundTab>('all')
  const list = useRefunds(tab)
  return (
    <div className={classes['screen']}>
      <header className={classes['head']}>
        <h1 className={classes['title']}>{t('refunds.title')}</h1>
        <FindRefundForm />
      </header>
      <SegmentedControl
        size="lg"
        aria-label={t('refunds.tabs.label')}
        value={tab}
        onChange={(value) => setTab(isRefundTab(value) ? value : 'all')}
        data={tabs.map((name) => ({ value: name, label: t(`refunds.tabs.${name}`) }))}
      />
      {list.failure && list.value ? (
        <Notice
          kind="warning"
          title={t('refunds.offline')}
          action={
            <Button variant="default" onClick={list.reload} loading={list.isBusy}>
              {t('common.retry')}
            </Button>
          }
        />
      ) : null}
      <div className={classes['sheet']}>
        <ListBody list={list} tab={tab} />
      </div>
    </div>
  )
}

function ListBody({ list, tab }: Readonly<{ list: ReturnType<typeof useRefunds>; tab: RefundTab }>) {
  const { t } = useTranslation()
  const { value, failure, reload, showMore, isBusy } = list
  if (!value)
    return failure ? (
      <FailureNotice failure={failure} onRetry={reload} />
    ) : (
      <ScreenLoading label={t('refunds.loading')} />
    )
  if (value.refunds.length > 0) return <RefundsList page={value} isBusy={isBusy} showMore={showMore} />
  if (tab !== 'all')
    return (
      <ScreenMessage
        icon="check"
        title={t('refunds.empty.filtered')}
        body={t('refunds.empty.filteredHint')}
      />
    )
  return (
    <ScreenMessage
      icon="refund"
      title={t('refunds.empty.all')}
      body={t('refunds.empty.allHint')}
      action={<Button onClick={() => navigate('sales')}>{t('refunds.empty.toSales')}</Button>}
    />
  )
}
