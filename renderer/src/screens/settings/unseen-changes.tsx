import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TerminalClient } from '../../../../shared/contract/contract.ts'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Icon } from '../../components/icon.tsx'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { useRoute } from '../../stores/router.ts'
import { useSession } from '../../stores/session.ts'
import { useAction } from '../checkout/use-action.ts'
import { formatInstant } from '../sales/format-instant.ts'
import { changeWords } from './change-words.ts'
import classes from './unseen-changes.module.css'

type Change = Awaited<ReturnType<TerminalClient['settings']['listUnseenChanges']>>[number]

/**
 * Tells an owner who signs in what was changed since an owner last looked; nothing for everybody else. Changes under
 * the owner's own name are shown too: the owner knows best whether they were their own.
 */
export function UnseenChanges() {
  const token = useSession((state) =>
    state.session?.staff.role === 'owner' ? state.session.token : undefined,
  )
  return token === undefined ? null : <ChangesNotice key={token} />
}

function ChangesNotice() {
  const { t } = useTranslation()
  const { screen } = useRoute()
  const [isOpen, setOpen] = useState(false)
  const [isDone, setDone] = useState(false)
  const { value } = useRead('changes', 0, () => terminal().settings.listUnseenChanges())
  const changes = value ?? []
  // A checkout needs the window for its code; the notice is back on every other screen.
  if (isDone || changes.length === 0 || screen === 'checkout') return null
  return (
    <section className={classes['notice']} aria-label={t('settings.changes.title')}>
      <Icon name="question" />
      <span className={classes['title']}>{t('settings.changes.body', { count: changes.length })}</span>
      <Button variant="default" onClick={() => setDone(true)}>
        {t('settings.changes.later')}
      </Button>
      <Button onClick={() => setOpen(true)}>{t('settings.changes.show')}</Button>
      <Modal
        closeButtonProps={{ 'aria-label': t('common.close') }}
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('settings.changes.title')}
        size={640}
      >
        <ChangeList changes={changes} onSeen={() => setDone(true)} />
      </Modal>
    </section>
  )
}

type ChangeListProps = Readonly<{ changes: readonly Change[]; onSeen: () => void }>

function ChangeList({ changes, onSeen }: ChangeListProps) {
  const { t, i18n } = useTranslation()
  const newest = changes.reduce((last, change) => Math.max(last, change.seq), 0)
  const mark = useAction(async () => {
    await terminal().settings.markChangesSeen({ seq: newest })
    await useSession.getState().refreshHello()
  })
  return (
    <div className={classes['changes']}>
      {mark.failure === undefined ? null : <FailureNotice failure={mark.failure} />}
      <ul className={classes['list']}>
        {changes.map((change) => {
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
