import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { GroupedAddress } from '../../components/grouped-address.tsx'
import { Notice } from '../../components/notice.tsx'
import { AddressProblems } from './address-problems.tsx'
import { OtherAddress } from './other-address.tsx'
import { hasAddressForm, payersOf } from './refund-draft.ts'
import classes from './refund-desk.module.css'
import { TargetChoice } from './target-choice.tsx'
import type { DeskWork } from './use-desk.ts'

type WorkProps = Readonly<{ work: DeskWork }>

/** Whether the address may be checked: a payer's, or one that the customer has confirmed. */
function isProven({ draft, question }: DeskWork): boolean {
  if (!hasAddressForm(draft.address)) return false
  if (draft.proof !== 'display') return true
  return question.state === 'confirmed' && question.address === draft.address
}

/** The second step: who gets the money, and how the address was proven. */
export function WhomStep({ work }: WorkProps) {
  const { t } = useTranslation()
  const { draft, prepare } = work
  const isReady = isProven(work)
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) void prepare.run()
      }}
    >
      <Targets work={work} />
      {draft.target === 'other' ? <OtherAddress work={work} /> : null}
      <Findings work={work} />
      {prepare.failure === undefined ? null : <FailureNotice failure={prepare.failure} />}
      <div className={classes['buttons']}>
        <output className={classes['busy']}>{prepare.isBusy ? t('refunds.whom.checking') : null}</output>
        <Button type="submit" size="lg" disabled={!isReady} loading={prepare.isBusy}>
          {t('refunds.whom.check')}
        </Button>
      </div>
    </form>
  )
}

function Targets({ work: { desk, draft, change } }: WorkProps) {
  const { t } = useTranslation()
  const payers = payersOf(desk)
  const scaleOf = (currency: string): number =>
    desk.tokens.find(({ token }) => token === currency)?.decimals ?? 0
  return (
    <fieldset className={classes['targets']}>
      <legend className={classes['label']}>{t('refunds.whom.label')}</legend>
      {payers.length === 0 ? <p className={classes['hint']}>{t('refunds.whom.none')}</p> : null}
      {payers.map(({ address, token, amountMinor }) => (
        <TargetChoice
          key={address}
          title={t('refunds.whom.payer')}
          note={t('refunds.whom.payerNote', {
            amount: formatMoney(amountMinor, { currency: token, scale: scaleOf(token) }),
          })}
          why={t('refunds.whom.payerWhy')}
          isChosen={draft.target === 'payer' && draft.address === address}
          onChoose={() => change({ target: 'payer', address, proof: 'payer' })}
        >
          <GroupedAddress address={address} />
        </TargetChoice>
      ))}
      {payers.length > 0 && draft.target === 'payer' ? (
        <p className={classes['hint']}>{t('refunds.whom.exchangeHint')}</p>
      ) : null}
      {desk.payers.map(({ address, token, warning }) =>
        warning === undefined || draft.target === 'other' ? null : (
          <p key={`${address} ${token}`} className={classes['hint']}>
            <GroupedAddress address={address} /> {t(`refunds.whom.notOffered.${warning}`)}
          </p>
        ),
      )}
      <TargetChoice
        title={t('refunds.whom.other')}
        why={t('refunds.whom.otherWhy')}
        isChosen={draft.target === 'other'}
        onChoose={() => change({ target: 'other', address: '', proof: 'display' })}
      />
    </fieldset>
  )
}

/** What was found about an address that may not be used, or not yet. */
function Findings({ work: { prepared } }: WorkProps) {
  const { t } = useTranslation()
  if (prepared === undefined || prepared.verdict === 'ok' || prepared.verdict === 'warn') return null
  const isRefused = prepared.verdict === 'refuse'
  return (
    <>
      {isRefused ? (
        <Notice kind="problem" title={t('refunds.whom.refused')} />
      ) : (
        <Notice kind="warning" title={t('refunds.whom.cannotTell')} hint={t('refunds.whom.cannotTellHint')} />
      )}
      <AddressProblems problems={prepared.problems} />
    </>
  )
}
