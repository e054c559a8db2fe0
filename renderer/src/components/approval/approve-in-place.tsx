import { Button } from '@mantine/core'
import { useCallback, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../../shared/contract/procedure.ts'
import { failureOf } from '../../host/failure-of.ts'
import { RadioChips } from '../../screens/checkout/radio-chips.tsx'
import { pinLengths } from '../../screens/lock/pin-digits.ts'
import { PinPad } from '../../screens/lock/pin-pad.tsx'
import { usePinKeys, useTypedPin } from '../../screens/lock/use-typed-pin.ts'
import { useSession } from '../../stores/session.ts'
import { Notice } from '../notice.tsx'
import classes from './approve-in-place.module.css'
import type { Approver } from './approvers.ts'

type ApproveInPlaceProps = Readonly<{
  /** What is approved. */
  facts: readonly Readonly<{ word: string; text: ReactNode }>[]
  people: readonly Approver[]
  /** An amount in the currency of the limits, as people read it. */
  formatLimit: (minor: bigint) => string
  submitWord: string
  /** Hands the PIN over; fails where it was not right. */
  approve: (approval: Readonly<{ approverId: string; pin: string }>) => Promise<void>
}>

/** What is approved, who approves it, and then their PIN. Whoever is signed in stays signed in. */
export function ApproveInPlace(props: ApproveInPlaceProps) {
  const { t } = useTranslation()
  const { facts, people } = props
  const [chosenId, choose] = useState<string | undefined>()
  // The digits of a PIN are for the dialog, and Enter does not press its close button.
  const focus = useCallback((place: HTMLElement | null) => place?.focus(), [])
  const allowed = people.filter(({ isAllowed }) => isAllowed)
  // Where there is one, nobody has to be chosen.
  const chosen =
    allowed.find(({ staffId }) => staffId === chosenId) ?? (allowed.length === 1 ? allowed[0] : undefined)
  return (
    <div ref={focus} tabIndex={-1} data-autofocus className={classes['body']}>
      <div className={classes['facts']}>
        <dl className={classes['list']}>
          {facts.map(({ word, text }) => (
            <div key={word}>
              <dt>{word}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        {allowed.length === 0 ? (
          <Notice kind="warning" title={t('approval.nobody')} hint={t('approval.nobodyHint')} />
        ) : (
          <Approvers {...props} chosen={chosen} choose={choose} />
        )}
      </div>
      <ApprovePin key={chosen?.staffId ?? ''} {...props} approver={chosen} />
    </div>
  )
}

/** The amount of what is approved, in large. */
export function ApprovedAmount({ children }: Readonly<{ children: ReactNode }>) {
  return <strong className={`amount ${classes['amount']}`}>{children}</strong>
}

type ApproversProps = ApproveInPlaceProps &
  Readonly<{ chosen: Approver | undefined; choose: (staffId: string) => void }>

function Approvers({ people, formatLimit, chosen, choose }: ApproversProps) {
  const { t } = useTranslation()
  const limit = ({ maxMinor, isAllowed }: Approver): string => {
    if (maxMinor === undefined) return t('approval.noLimit')
    const amount = formatLimit(maxMinor)
    return t(isAllowed ? 'approval.limit' : 'approval.tooSmall', { amount })
  }
  return (
    <RadioChips
      name="approver"
      label={t('approval.who')}
      look="field"
      value={chosen?.staffId ?? ''}
      chips={people.map((person) => ({
        value: person.staffId,
        label: person.name,
        note: `${t(`common.role.${person.role}`)}, ${limit(person)}`,
        isDisabled: !person.isAllowed,
      }))}
      onChange={choose}
    />
  )
}

function ApprovePin({
  approver,
  approve,
  submitWord,
}: ApproveInPlaceProps & Readonly<{ approver: Approver | undefined }>) {
  const { t } = useTranslation()
  const signedIn = useSession((state) => state.session?.staff.name)
  const send = async (approverId: string, pin: string): Promise<Failure | undefined> => {
    try {
      await approve({ approverId, pin })
      return undefined
    } catch (error) {
      return failureOf(error)
    }
  }
  const staffId = approver?.staffId
  const entry = useTypedPin({ send: staffId === undefined ? undefined : (pin) => send(staffId, pin) })
  usePinKeys(entry)
  const title = approver === undefined ? t('approval.choose') : t('approval.pinOf', { name: approver.name })
  return (
    <section className={classes['pin']} aria-label={title}>
      <h3 className={classes['pinTitle']}>{title}</h3>
      <PinPad entry={entry} isDisabled={approver === undefined || entry.isBusy} />
      <Button
        size="lg"
        fullWidth
        loading={entry.isBusy}
        disabled={approver === undefined || entry.pin.length < pinLengths.min}
        onClick={entry.submit}
      >
        {submitWord}
      </Button>
      {signedIn === undefined || signedIn === approver?.name ? null : (
        <p className={classes['stays']}>{t('approval.stays', { name: signedIn })}</p>
      )}
    </section>
  )
}
