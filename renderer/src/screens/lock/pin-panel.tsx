import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { pinLengths } from './pin-digits.ts'
import { PinPad } from './pin-pad.tsx'
import { usePinEntry } from './use-pin-entry.ts'
import { usePinKeys } from './use-typed-pin.ts'
import classes from './lock-screen.module.css'

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
      <PinPad entry={entry} isDisabled={isDisabled} />
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
