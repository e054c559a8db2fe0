import { Button, Checkbox, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { newId } from '../../stores/new-id.ts'
import { useAction } from '../checkout/use-action.ts'
import { Card } from '../sales/card.tsx'
import classes from './case-screen.module.css'
import type { CaseDetail } from './use-cases.ts'

type Choice = CaseDetail['choices'][number]

type DecideCardProps = Readonly<{
  detail: CaseDetail
  mayDecide: boolean
  asked: Choice | undefined
  ask: (choice: Choice | undefined) => void
  done: () => void
}>

/** What may be decided, the usual first. A cashier sees who decides. */
export function DecideCard({ detail, mayDecide, asked, ask, done }: DecideCardProps) {
  const { t } = useTranslation()
  return (
    <Card
      title={t('cases.case.decide')}
      hint={t(mayDecide ? 'cases.case.decideHint' : 'cases.case.managerOnly')}
    >
      {mayDecide ? (
        <div className={classes['choices']}>
          {detail.choices.map((choice, index) => (
            <Button
              key={choice}
              size="lg"
              variant={index === 0 ? 'filled' : 'default'}
              onClick={() => ask(choice)}
            >
              {t(`cases.choice.${choice}`)}
            </Button>
          ))}
        </div>
      ) : null}
      <Modal
        closeButtonProps={{ 'aria-label': t('common.close') }}
        opened={asked !== undefined}
        onClose={() => ask(undefined)}
        title={t('cases.resolve.title')}
        size={520}
      >
        {asked === undefined ? null : (
          <DecideForm key={asked} detail={detail} choice={asked} close={() => ask(undefined)} done={done} />
        )}
      </Modal>
    </Card>
  )
}

type DecideFormProps = Readonly<{ detail: CaseDetail; choice: Choice; close: () => void; done: () => void }>

function DecideForm({ detail, choice, close, done }: DecideFormProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [agrees, setAgrees] = useState(false)
  const [isAsked, setAsked] = useState(false)
  // Made once: a decision that is sent again is the same decision.
  const [key] = useState(newId)
  const decide = useAction((text: string) =>
    terminal().cases.resolve({ caseId: detail.id, how: choice, reason: text, key }),
  )
  // A tip is the customer's to give.
  const needsConsent = choice === 'keepAsTip'
  const submit = async (): Promise<void> => {
    setAsked(true)
    if (reason.trim() === '' || (needsConsent && !agrees)) return
    if (!(await decide.run(reason.trim()))) return
    close()
    done()
  }
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Notice kind="info" title={t(`cases.choice.${choice}`)} hint={t(`cases.outcome.${choice}`)} />
      {needsConsent ? (
        <Checkbox
          size="lg"
          label={t('cases.resolve.consent')}
          checked={agrees}
          error={isAsked && !agrees ? t('cases.resolve.consentMissing') : null}
          onChange={(event) => setAgrees(event.currentTarget.checked)}
        />
      ) : null}
      <Textarea
        label={t('cases.resolve.reason')}
        description={t('cases.resolve.reasonHint')}
        value={reason}
        maxLength={200}
        minRows={2}
        data-autofocus
        error={isAsked && reason.trim() === '' ? t('cases.resolve.reasonMissing') : null}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {decide.failure === undefined ? null : <FailureNotice failure={decide.failure} />}
      <div className={classes['buttons']}>
        <Button variant="default" onClick={close}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={decide.isBusy}>
          {t('cases.resolve.confirm')}
        </Button>
      </div>
    </form>
  )
}
