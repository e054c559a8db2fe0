import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { useSession } from '../../stores/session.ts'
import { useAction } from '../checkout/use-action.ts'
import { formatInstant } from '../sales/format-instant.ts'
import { changeWords } from './change-words.ts'
import classes from './unseen-changes.module.css'

/** Tells an owner who has signed in what was changed behind their back; nothing for everybody else. */
export function UnseenChanges() {
  const isOwner = useSession((state) => state.session?.staff.role === 'owner')
  const count = useSession((state) => state.hello?.unseenChanges ?? 0)
  return isOwner && count > 0 ? <ChangesNotice count={count} /> : null
}

function ChangesNotice({ count }: Readonly<{ count: number }>) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const [isLater, setLater] = useState(false)
  if (isLater) return null
  return (
    <section className={classes['notice']} aria-label={t('settings.changes.title')}>
      <Notice
        kind="warning"
        title={t('settings.changes.body', { count })}
        action={
          <div className={classes['buttons']}>
            <Button variant="default" onClick={() => setLater(true)}>
              {t('settings.changes.later')}
            </Button>
            <Button onClick={() => setOpen(true)}>{t('settings.changes.show')}</Button>
          </div>
        }
      />
      <Modal
        closeButtonProps={{ 'aria-label': t('common.close') }}
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('settings.changes.title')}
        size={640}
      >
        <ChangeList onSeen={() => setOpen(false)} />
      </Modal>
    </section>
  )
}

function ChangeList({ onSeen }: Readonly<{ onSeen: () => void }>) {
  const { t, i18n } = useTranslation()
  const changes = useRead('changes', 0, () => terminal().settings.listUnseenChanges())
  const newest = changes.value?.reduce((last, change) => Math.max(last, change.seq), 0) ?? 0
  const mark = useAction(async () => {
    await terminal().settings.markChangesSeen({ seq: newest })
    await useSession.getState().refreshHello()
  })
  const failure = changes.failure ?? mark.failure
  return (
    <div className={classes['changes']}>
      {failure === undefined ? null : <FailureNotice failure={failure} onRetry={changes.reload} />}
      <ul className={classes['list']}>
        {changes.value?.map((change) => {
          const words = changeWords(change.what)
          return (
            <li key={change.seq} className={classes['change']}>
              <span className={classes['what']}>{t(words.key, words.values)}</span>
              <span className={classes['by']}>
                {t('settings.changes.by', {
                  actor: change.actor,
                  time: formatInstant(change.at, i18n.language),
                })}
              </span>
            </li>
          )
        })}
      </ul>
      <div className={classes['buttons']}>
        <Button
          loading={mark.isBusy}
          disabled={newest === 0}
          onClick={() => {
            void mark.run().then((isMarked) => {
              if (isMarked) onSeen()
            })
          }}
        >
          {t('settings.changes.seen')}
        </Button>
      </div>
    </div>
  )
}
