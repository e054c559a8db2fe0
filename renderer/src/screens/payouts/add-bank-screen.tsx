import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { newId } from '../../stores/new-id.ts'
import { navigate } from '../../stores/router.ts'
import { RadioChips } from '../checkout/radio-chips.tsx'
import { useAction } from '../checkout/use-action.ts'
import { bankOf, bankProblems, emptyBank, fieldsOf, type BankDraft, type BankProblems } from './bank-draft.ts'
import { BankPlace } from './bank-place.tsx'
import { BackHead } from './payouts-head.tsx'
import classes from './payouts.module.css'

/** Entering a bank account by hand; a second person agrees to it next. */
export function AddBankScreen() {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(emptyBank)
  const [isAsked, setAsked] = useState(false)
  // Made once for this form: an answer that was lost never enters the account twice.
  const [key] = useState(newId)
  const change = (part: Partial<BankDraft>): void => setDraft({ ...draft, ...part })
  const add = useAction(async () => {
    const bank = bankOf(draft)
    if (bank === undefined) return
    const { bankId } = await terminal().banks.add({ key, ...bank })
    navigate('payouts', 'banks', bankId)
  })
  const problems = isAsked ? bankProblems(draft) : {}
  return (
    <div className={classes['screen']}>
      <BackHead title={t('payouts.bankForm.title')} to={['banks']} word={t('payouts.pages.banks')} />
      <form
        className={classes['panel']}
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(true)
          void add.run()
        }}
      >
        <Kinds draft={draft} change={change} />
        <Texts draft={draft} change={change} problems={problems} />
        {draft.network === 'WIRE' ? (
          <div className={classes['places']}>
            <BankPlace
              title={t('payouts.bankForm.ownerPlace')}
              place={draft.ownerPlace}
              isWrong={problems.ownerCountry !== undefined}
              change={(ownerPlace) => change({ ownerPlace })}
            />
            <BankPlace
              title={t('payouts.bankForm.bankPlace')}
              place={draft.bankPlace}
              isWrong={problems.bankCountry !== undefined}
              change={(bankPlace) => change({ bankPlace })}
            />
          </div>
        ) : null}
        {add.failure === undefined ? null : <FailureNotice failure={add.failure} />}
        <div className={classes['foot']}>
          <span className={`${classes['hint']} ${classes['grow']}`}>{t('payouts.bankForm.sealed')}</span>
          <Button type="submit" size="lg" loading={add.isBusy}>
            {t('payouts.bankForm.submit')}
          </Button>
        </div>
      </form>
    </div>
  )
}

type PartProps = Readonly<{ draft: BankDraft; change: (part: Partial<BankDraft>) => void }>

function Kinds({ draft, change }: PartProps) {
  const { t } = useTranslation()
  return (
    <div className={classes['fields']}>
      <RadioChips
        name="bank-network"
        label={t('payouts.bankForm.network')}
        look="field"
        value={draft.network}
        chips={(['WIRE', 'CUBIX'] as const).map((value) => ({
          value,
          label: t(`payouts.banks.network.${value}`),
        }))}
        onChange={(value) => change({ network: value === 'CUBIX' ? 'CUBIX' : 'WIRE' })}
      />
      {draft.network === 'WIRE' ? (
        <RadioChips
          name="bank-routing"
          label={t('payouts.bankForm.routing')}
          look="field"
          value={draft.routing}
          chips={[
            { value: 'ABA', label: t('payouts.bankForm.aba') },
            { value: 'SWIFT', label: t('payouts.bankForm.swift') },
          ]}
          onChange={(value) => change({ routing: value === 'SWIFT' ? 'SWIFT' : 'ABA' })}
        />
      ) : null}
      <RadioChips
        name="bank-owner"
        label={t('payouts.bankForm.owner')}
        look="field"
        value={draft.owner}
        chips={(['company', 'person'] as const).map((value) => ({
          value,
          label: t(`payouts.bankForm.${value}`),
        }))}
        onChange={(value) => change({ owner: value === 'person' ? 'person' : 'company' })}
      />
    </div>
  )
}

const lengths = {
  name: 60,
  companyName: 100,
  firstName: 100,
  lastName: 100,
  accountNumber: 40,
  routingNumber: 11,
  bankName: 100,
  accountId: 64,
} as const

function Texts({ draft, change, problems }: PartProps & Readonly<{ problems: BankProblems }>) {
  const { t } = useTranslation()
  const words = {
    name: t('payouts.banks.name'),
    companyName: t('payouts.bankForm.companyName'),
    firstName: t('payouts.bankForm.firstName'),
    lastName: t('payouts.bankForm.lastName'),
    accountNumber: t('payouts.bankForm.accountNumber'),
    routingNumber: t(
      draft.routing === 'ABA' ? 'payouts.bankForm.routingNumber' : 'payouts.bankForm.swiftCode',
    ),
    bankName: t('payouts.bankForm.bankName'),
    accountId: t('payouts.bankForm.accountId'),
  } as const
  return (
    <div className={classes['fields']}>
      {fieldsOf(draft).map((field) => {
        const problem = problems[field]
        return (
          <TextInput
            key={field}
            label={words[field]}
            value={draft[field]}
            maxLength={lengths[field]}
            autoComplete="off"
            spellCheck={false}
            error={problem === undefined ? null : t(`payouts.bankForm.problem.${problem}`)}
            onChange={(event) => change({ [field]: event.currentTarget.value })}
          />
        )
      })}
    </div>
  )
}
