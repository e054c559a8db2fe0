import { Button, PasswordInput, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { blockersOf } from '../../../../shared/domain/settlement/connection-check.ts'
import { Notice } from '../../components/notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { useAction } from '../checkout/use-action.ts'
import { RejectionNotice } from './rejection-notice.tsx'
import rows from './rows.module.css'
import { SettlementChecks } from './settlement-checks.tsx'
import type { TestView } from './settlement-client.ts'
import { checkSettlementDraft, emptySettlementDraft, type SettlementDraft } from './settlement-draft.ts'
import classes from './settlement.module.css'

type FieldsProps = Readonly<{
  draft: SettlementDraft
  change: (part: Partial<SettlementDraft>) => void
  problemOf: (field: string) => string | undefined
}>

function CredentialFields({ draft, change, problemOf }: FieldsProps) {
  const { t } = useTranslation()
  return (
    <>
      <TextInput
        label={t('settlement.form.clientId')}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={draft.clientId}
        error={problemOf('clientId')}
        onChange={(event) => change({ clientId: event.currentTarget.value })}
      />
      <PasswordInput
        label={t('settlement.form.clientSecret')}
        description={t('settlement.form.clientSecretHint')}
        autoComplete="off"
        maxLength={500}
        value={draft.clientSecret}
        error={problemOf('clientSecret')}
        onChange={(event) => change({ clientSecret: event.currentTarget.value })}
      />
      <details
        className={classes['details']}
        open={draft.keyId !== '' || draft.privateKey !== '' || undefined}
      >
        <summary>{t('settlement.form.signing')}</summary>
        <div className={rows['stack']}>
          <TextInput
            label={t('settlement.form.keyId')}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={draft.keyId}
            error={problemOf('keyId')}
            onChange={(event) => change({ keyId: event.currentTarget.value })}
          />
          <Textarea
            label={t('settlement.form.privateKey')}
            description={t('settlement.form.privateKeyHint')}
            className={classes['secretText'] ?? ''}
            autoComplete="off"
            spellCheck={false}
            rows={4}
            maxLength={8_000}
            value={draft.privateKey}
            error={problemOf('privateKey')}
            onChange={(event) => change({ privateKey: event.currentTarget.value })}
          />
        </div>
      </details>
    </>
  )
}

type ConnectProps = Readonly<{
  test: TestView
  profileId: string
  choose: (profileId: string) => void
  isBusy: boolean
  connect: () => void
}>

/** What came of the test, and connecting where it can be done. */
function ConnectPart({ test, profileId, choose, isBusy, connect }: ConnectProps) {
  const { t } = useTranslation()
  const isBlocked = blockersOf(test).length > 0
  const hasGaps = test.checks.some(({ state }) => state !== 'works')
  return (
    <>
      <div role="status">
        <Notice
          kind={isBlocked ? 'problem' : 'good'}
          title={t(isBlocked ? 'settlement.form.cannot' : 'settlement.form.can')}
          {...(isBlocked ? { hint: t('settlement.form.cannotHint') } : {})}
          {...(!isBlocked && hasGaps ? { hint: t('settlement.form.someMissing') } : {})}
        />
      </div>
      <SettlementChecks test={test} />
      {test.profiles.length > 0 ? (
        <Select
          label={t('settlement.form.profile')}
          description={t('settlement.form.profileHint')}
          data={test.profiles.map(({ id, nickname }) => ({
            value: id,
            label: nickname === '' ? id : nickname,
          }))}
          allowDeselect={false}
          value={profileId}
          onChange={(value) => choose(value ?? profileId)}
        />
      ) : null}
      {isBlocked ? null : (
        <div className={rows['buttons']}>
          <Button loading={isBusy} disabled={profileId === ''} onClick={connect}>
            {t('settlement.form.connect')}
          </Button>
        </div>
      )}
    </>
  )
}

type SettlementFormProps = Readonly<{
  title: string
  /** The profile in force, which new credentials usually stay with. */
  profileId: string
  onConnected: () => void
}>

/** The form: what is typed, what was found with it, and handing it over. */
function useSettlementForm(inForce: string, onConnected: () => void) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(emptySettlementDraft)
  const [isTried, setTried] = useState(false)
  const [test, setTest] = useState<TestView | undefined>(undefined)
  const [profileId, setProfileId] = useState(inForce)
  const result = checkSettlementDraft(draft)

  const tried = useAction(async () => {
    if (!result.ok) return
    const found = await terminal().settlement.test({ credentials: result.value })
    setTest(found)
    if (!found.profiles.some(({ id }) => id === profileId)) setProfileId(found.profiles[0]?.id ?? '')
  })
  const connect = useAction(async () => {
    if (!result.ok) return
    await terminal().settlement.connect({ credentials: result.value, profileId })
    setDraft(emptySettlementDraft)
    setTest(undefined)
    onConnected()
  })
  return {
    draft,
    test,
    tried,
    connect,
    profileId,
    setProfileId,
    change: (part: Partial<SettlementDraft>) => {
      // What was found was found with other credentials.
      setTest(undefined)
      tried.clear()
      connect.clear()
      setDraft({ ...draft, ...part })
    },
    submit: () => {
      setTried(true)
      if (result.ok) void tried.run()
    },
    problemOf: (field: string): string | undefined => {
      const key = isTried && !result.ok ? result.problems[field] : undefined
      return key === undefined ? undefined : t(key)
    },
  }
}

/** Credentials: typed, tried, and handed over. They live in this form and nowhere else in the page. */
export function SettlementForm({ title, profileId: inForce, onConnected }: SettlementFormProps) {
  const { t } = useTranslation()
  const form = useSettlementForm(inForce, onConnected)
  const { draft, test, tried, connect, change, problemOf } = form
  return (
    <section className={rows['card']} aria-label={title}>
      <h3 className={rows['cardTitle']}>{title}</h3>
      <form
        className={rows['stack']}
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          form.submit()
        }}
      >
        <CredentialFields draft={draft} change={change} problemOf={problemOf} />
        <div className={rows['buttons']}>
          <span role="status" className={classes['busy']}>
            {tried.isBusy ? t('settlement.form.testing') : null}
          </span>
          <Button type="submit" variant={test ? 'default' : 'filled'} loading={tried.isBusy}>
            {t('settlement.form.test')}
          </Button>
        </div>
      </form>
      {tried.failure === undefined ? null : <RejectionNotice failure={tried.failure} />}
      {test === undefined ? null : (
        <ConnectPart
          test={test}
          profileId={form.profileId}
          choose={form.setProfileId}
          isBusy={connect.isBusy}
          connect={() => void connect.run()}
        />
      )}
      {connect.failure === undefined ? null : <RejectionNotice failure={connect.failure} />}
    </section>
  )
}
