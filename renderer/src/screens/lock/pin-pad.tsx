import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../../shared/contract/procedure.ts'
import { DigitPad, PadKey } from '../../components/digit-pad.tsx'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import classes from './lock-screen.module.css'
import { pinDots } from './pin-digits.ts'
import type { PinEntry } from './use-typed-pin.ts'
import { waitParts } from './wait-words.ts'

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

/** The places of a PIN, what was wrong with the last one, and the keys to type it. */
export function PinPad({ entry, isDisabled }: Readonly<{ entry: PinEntry; isDisabled: boolean }>) {
  const { t } = useTranslation()
  return (
    <>
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
    </>
  )
}
