import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayActAs } from '../../../../shared/domain/staff/role.ts'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { useSession } from '../../stores/session.ts'
import { RadioChips } from '../checkout/radio-chips.tsx'
import { useAction } from '../checkout/use-action.ts'
import { emptyReceiver, receiverOf, type ReceiverDraft } from './receiver-draft.ts'
import classes from './refund-desk.module.css'
import type { Prepared } from './refund-types.ts'

type ReceiverFormProps = Readonly<{ prepared: Prepared; saved: () => Promise<boolean> }>

/** Who receives, where the travel rule asks for it. It goes to the backend; the till keeps nothing of it. */
export function ReceiverForm({ prepared, saved }: ReceiverFormProps) {
  const { t } = useTranslation()
  const role = useSession((state) => state.session?.staff.role)
  const [draft, setDraft] = useState(emptyReceiver)
  const [isAsked, setAsked] = useState(false)
  const receiver = receiverOf(draft)
  const save = useAction(async () => {
    if (receiver === undefined) return
    await terminal().refunds.nameReceiver({ preparedId: prepared.preparedId, receiver })
    await saved()
  })
  const hint = t('refunds.receiver.hint', { backend: prepared.backendName })
  if (role === undefined || !mayActAs(role, 'manager'))
    return <Notice kind="warning" title={t('refunds.receiver.managerOnly')} hint={hint} />
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (receiver !== undefined) void save.run()
      }}
    >
      <Notice kind="info" title={t('refunds.receiver.title')} hint={hint} />
      <ReceiverFields draft={draft} change={(part) => setDraft({ ...draft, ...part })} />
      {isAsked && receiver === undefined ? (
        <Notice kind="problem" title={t('refunds.receiver.missing')} />
      ) : null}
      {save.failure === undefined ? null : <FailureNotice failure={save.failure} />}
      <div className={classes['buttons']}>
        <Button type="submit" size="lg" loading={save.isBusy}>
          {t('refunds.receiver.save')}
        </Button>
      </div>
    </form>
  )
}

type FieldsProps = Readonly<{ draft: ReceiverDraft; change: (part: Partial<ReceiverDraft>) => void }>

const namesMax = 80

function ReceiverFields({ draft, change }: FieldsProps) {
  const { t } = useTranslation()
  const field = (name: 'firstName' | 'lastName' | 'exchangeName' | 'exchangeSite', max: number) => (
    <TextInput
      label={t(`refunds.receiver.${name}`)}
      value={draft[name]}
      maxLength={max}
      autoComplete="off"
      onChange={(event) => change({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <>
      <div className={classes['fields']}>
        {field('firstName', namesMax)}
        {field('lastName', namesMax)}
        <TextInput
          label={t('refunds.receiver.country')}
          placeholder={t('refunds.receiver.countryHint')}
          value={draft.country}
          maxLength={3}
          autoComplete="off"
          onChange={(event) => change({ country: event.currentTarget.value.toUpperCase() })}
        />
      </div>
      <RadioChips
        name="receiver-wallet"
        label={t('refunds.receiver.wallet')}
        look="field"
        value={draft.isExchange ? 'exchange' : 'own'}
        chips={(['own', 'exchange'] as const).map((value) => ({
          value,
          label: t(`refunds.receiver.${value}`),
        }))}
        onChange={(value) => change({ isExchange: value === 'exchange' })}
      />
      {draft.isExchange ? (
        <div className={classes['fields']}>
          {field('exchangeName', 100)}
          {field('exchangeSite', 200)}
        </div>
      ) : null}
    </>
  )
}
