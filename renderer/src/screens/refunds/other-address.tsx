import { Button, Checkbox, TextInput } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { GroupedAddress } from '../../components/grouped-address.tsx'
import { Icon } from '../../components/icon.tsx'
import { useCaughtKeys } from '../look-up/use-caught-keys.ts'
import { addressIn, hasAddressForm } from './refund-draft.ts'
import classes from './refund-desk.module.css'
import type { DeskWork } from './use-desk.ts'

type WorkProps = Readonly<{ work: DeskWork }>

/** An address that did not pay: scanned, pasted or typed, and then confirmed by the customer. */
export function OtherAddress({ work }: WorkProps) {
  const { t } = useTranslation()
  const { draft, change } = work
  const field = useRef<HTMLInputElement>(null)
  useCaughtKeys(field)
  const isWhole = hasAddressForm(draft.address)
  return (
    <div className={classes['other']}>
      <TextInput
        ref={field}
        className={classes['mono'] ?? ''}
        label={t('refunds.whom.address')}
        description={t('refunds.whom.addressHint')}
        value={draft.address}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        error={draft.address === '' || isWhole ? null : t('refunds.whom.notAnAddress')}
        // What the customer agreed to was another address.
        onChange={(event) => change({ address: addressIn(event.currentTarget.value), proof: 'display' })}
      />
      {isWhole ? <Confirmation work={work} /> : null}
    </div>
  )
}

const icons = { waiting: 'clock', confirmed: 'check', refused: 'close', gone: 'question' } as const

/** How the customer says that it is theirs. */
function Confirmation({ work: { draft, change, plan, question } }: WorkProps) {
  const { t } = useTranslation()
  const { token, address } = draft
  const amountMinor = plan.value?.amountMinor
  const state = question.address === address ? question.state : undefined
  const isWaiting = state === 'waiting'
  const ask = (): void => {
    if (token === undefined || amountMinor === undefined) return
    change({ proof: 'display' })
    void question.ask.run({ token, address, amountMinor })
  }
  return (
    <div role="group" aria-label={t('refunds.whom.confirm')} className={classes['confirm']}>
      <GroupedAddress address={address} />
      <div className={classes['askLine']}>
        <Button variant="default" loading={question.ask.isBusy} onClick={isWaiting ? question.takeBack : ask}>
          {t(
            isWaiting
              ? 'refunds.whom.takeBack'
              : state === undefined
                ? 'refunds.whom.display'
                : 'refunds.whom.askAgain',
          )}
        </Button>
        <output className={classes['answer']} data-state={state ?? 'none'}>
          {state === undefined ? null : (
            <>
              <Icon name={icons[state]} size={20} /> {t(`refunds.whom.state.${state}`)}
            </>
          )}
        </output>
      </div>
      {question.ask.failure === undefined ? null : <FailureNotice failure={question.ask.failure} />}
      <Checkbox
        size="lg"
        label={t('refunds.whom.spoken')}
        checked={draft.proof === 'spoken'}
        // Whoever said no on the display has not agreed.
        disabled={state === 'refused'}
        onChange={(event) => change({ proof: event.currentTarget.checked ? 'spoken' : 'display' })}
      />
    </div>
  )
}
