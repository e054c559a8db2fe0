import { Button, Modal, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayActAs } from '../../../../shared/domain/staff/role.ts'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { ScreenLoading, ScreenMessage } from '../../components/screen-message.tsx'
import { useSession } from '../../stores/session.ts'
import { useTillNow } from '../health/use-till-now.ts'
import type { OutboxCallView } from './call-words.ts'
import { GiveUpForm } from './give-up-form.tsx'
import { OutboxRow } from './outbox-row.tsx'
import classes from './outbox-screen.module.css'
import { useOutbox, type OutboxRead } from './use-outbox.ts'

const tabs = ['open', 'ended'] as const
type Tab = (typeof tabs)[number]

/** The outbox: what is to leave the till and has not been answered for. */
export function OutboxScreen() {
  const { t } = useTranslation()
  const [tab, setTab] = useState<Tab>('open')
  const read = useOutbox(tab === 'ended')
  const { value, failure, reload, isBusy } = read
  return (
    <div className={classes['screen']}>
      <header className={classes['head']}>
        <div className={classes['titles']}>
          <h1 className={classes['title']}>{t('outbox.title')}</h1>
          {value === undefined ? null : <Intro waiting={value.waiting} dead={value.dead} />}
        </div>
        <SegmentedControl
          size="lg"
          aria-label={t('outbox.tabs.label')}
          value={tab}
          onChange={(next) => setTab(next === 'ended' ? 'ended' : 'open')}
          data={tabs.map((name) => ({ value: name, label: t(`outbox.tabs.${name}`) }))}
        />
      </header>
      {value && failure ? (
        <Notice
          kind="warning"
          title={t('outbox.offline')}
          action={
            <Button variant="default" onClick={reload} loading={isBusy}>
              {t('common.retry')}
            </Button>
          }
        />
      ) : null}
      <Body read={read} tab={tab} />
    </div>
  )
}

function Intro({ waiting, dead }: Readonly<{ waiting: number; dead: number }>) {
  const { t } = useTranslation()
  return (
    <output className={classes['intro']}>
      {waiting > 0 || dead === 0 ? t('outbox.intro', { count: waiting }) : null}{' '}
      {dead > 0 ? <strong>{t('outbox.decide', { count: dead })}</strong> : null}
    </output>
  )
}

function Body({ read, tab }: Readonly<{ read: OutboxRead; tab: Tab }>) {
  const { t } = useTranslation()
  const { value, failure, reload } = read
  if (!value)
    return failure ? (
      <FailureNotice failure={failure} onRetry={reload} />
    ) : (
      <ScreenLoading label={t('outbox.loading')} />
    )
  if (value.calls.length === 0)
    return (
      <ScreenMessage
        icon={tab === 'open' ? 'check' : 'note'}
        title={t(`outbox.empty.${tab}`)}
        body={t(`outbox.empty.${tab}Hint`)}
      />
    )
  return <Calls read={read} page={value} />
}

type CallsProps = Readonly<{ read: OutboxRead; page: NonNullable<OutboxRead['value']> }>

function Calls({ read, page }: CallsProps) {
  const { t } = useTranslation()
  const role = useSession((state) => state.session?.staff.role)
  const mayDecide = role !== undefined && mayActAs(role, 'manager')
  const now = useTillNow(page.at, page.arrivedAtMs)
  const [asked, askGiveUp] = useState<OutboxCallView | undefined>(undefined)
  return (
    <>
      {mayDecide ? null : <p className={classes['intro']}>{t('outbox.managerOnly')}</p>}
      <ul className={classes['list']} aria-label={t('outbox.title')}>
        {page.calls.map((call) => (
          <OutboxRow key={call.id} call={call} now={now} mayDecide={mayDecide} askGiveUp={askGiveUp} />
        ))}
      </ul>
      {page.next === undefined ? null : (
        <Button variant="default" size="md" loading={read.isBusy} onClick={read.showMore}>
          {t('outbox.more')}
        </Button>
      )}
      <Modal
        closeButtonProps={{ 'aria-label': t('common.close') }}
        opened={asked !== undefined}
        onClose={() => askGiveUp(undefined)}
        title={t('outbox.giveUpForm.title')}
        size={520}
      >
        {asked === undefined ? null : (
          <GiveUpForm key={asked.id} call={asked} close={() => askGiveUp(undefined)} />
        )}
      </Modal>
    </>
  )
}
