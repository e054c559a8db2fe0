import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { newId } from '../../stores/new-id.ts'
import { useAction } from '../checkout/use-action.ts'
import { Card } from '../sales/card.tsx'
import { formatInstant } from '../sales/format-instant.ts'
import classes from './case-screen.module.css'
import type { CaseDetail } from './use-cases.ts'

/** What was done about the case, newest last, and a place for what somebody found out. */
export function CaseHistory({ detail, done }: Readonly<{ detail: CaseDetail; done: () => void }>) {
  const { t, i18n } = useTranslation()
  return (
    <Card title={t('cases.case.notes')}>
      <NoteForm caseId={detail.id} done={done} />
      <ol className={classes['history']}>
        {detail.history.map((act) => (
          <li key={act.seq} className={classes['act']}>
            <div>
              {t(`cases.history.${act.type}`, {
                text: act.text ?? '',
                choice: act.resolution === undefined ? '' : t(`cases.choice.${act.resolution}`),
              })}
            </div>
            <time dateTime={new Date(act.at).toISOString()}>
              {act.actorName} · {formatInstant(act.at, i18n.language)}
            </time>
          </li>
        ))}
      </ol>
    </Card>
  )
}

function NoteForm({ caseId, done }: Readonly<{ caseId: string; done: () => void }>) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [key, setKey] = useState(newId)
  const add = useAction((note: string) => terminal().cases.note({ caseId, text: note, key }))
  const submit = async (): Promise<void> => {
    if (text.trim() === '' || !(await add.run(text.trim()))) return
    setText('')
    setKey(newId())
    done()
  }
  return (
    <>
      <form
        className={classes['noteForm']}
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <TextInput
          label={t('cases.case.noteLabel')}
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={add.isBusy}>
          {t('cases.case.addNote')}
        </Button>
      </form>
      {add.failure === undefined ? null : <FailureNotice failure={add.failure} />}
    </>
  )
}
