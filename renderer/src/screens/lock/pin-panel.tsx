import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../../shared/contract/procedure.ts'
import { DigitPad, PadKey } from '../../components/digit-pad.tsx'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { pinDots, pinLengths } from './pin-digits.ts'
import { usePinEntry, usePinKeys } from './use-pin-entry.ts'
import { waitParts } from './wait-words.ts'
import classes from './lock-screen.module.css'

function PinFailure({ failure }: Readonly<{ failure: Failure }>) {
  const { t } = useTranslation()
  const { triesLeft, seconds } = failure.details
  if (failure.code === 'session.wrongPin' && typeof triesLeft === 'number') {
    return <Notice kind="problem" title={t('lock.wrongPin', { count: triesLeft })} />
  }
  if (failure.code === 'session.lockedOut' && typeof seconds === 'number') {
    const { unit, count } = waitParts(seconds)
    return <Notice kind="problem" title={t('lock.lockedOut', { wait: t(`lock.wait${unit}`, { count }) })} />
  }
  return <FailureNotice failure={failure} />
}

type PinPanelProps = Readonly<{
  member: Readonly<{ id: string; name: string }> | undefined
  autoLength: number | undefined
}>

/** PIN pad of the chosen person; the keyboard works too. */
export function PinPanel({ member, autoLength }: PinPanelProps) {
  const { t } = useTranslation()
  const staffId = member?.id
  const entry = usePinEntry(staffId, autoLength)
  usePinKeys(entry)
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    // Whoever picked a name by keyboard goes on with the PIN: Enter then signs in and does not pick the name again.
    if (staffId !== undefined) place.current?.focus()
  }, [staffId])
  const isDisabled = member === undefined || entry.isBusy
  return (
    <section ref={place} tabIndex={-1} className={classes['entry']} aria-label={t('lock.pin')}>
      <h2 className={classes['pinTitle']}>
        {member === undefined ? t('lock.choose') : t('lock.pinOf', { name: member.name })}
      </h2>
      <output className="visually-hidden">{t('lock.digits', { count: entry.pin.length })}</output>
      <div className={classes['dots']} aria-hidden="true">
        {pinDots(entry.pin.length).map((isFilled, index) => (
          // The places of a PIN have no identity but their order.
          <span key={index} className={classes['dot']} data-filled={isFilled} />
        ))}
      </div>
      <output className={classes['message']}>
        {entry.failure === undefined ? null : <PinFailure failure={entry.failure} />}
      </output>
      <DigitPad
        clearWord={t('lock.clear')}
        onDigit={entry.type}
        onClear={entry.clear}
        isDisabled={isDisabled}
        last={
          <PadKey label={t('lock.erase')} onPress={entry.erase} isDisabled={isDisabled}>
            <Icon name="erase" size={28} />
          </PadKey>
        }
      />
      <Button
        size="lg"
        fullWidth
        loading={entry.isBusy}
        disabled={member === undefined || entry.pin.length < pinLengths.min}
        onClick={entry.submit}
      >
        {t('lock.signIn')}
      </Button>
    </section>
  )
}
