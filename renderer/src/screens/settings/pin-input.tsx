import { PasswordInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type PinInputProps = Readonly<{
  label: string
  description?: string
  value: string
  problem: string | undefined
  onChange: (pin: string) => void
}>

/** A PIN being typed: digits only, hidden, never offered to a password store. */
export function PinInput({ label, description, value, problem, onChange }: PinInputProps) {
  const { t } = useTranslation()
  return (
    <PasswordInput
      label={label}
      description={description}
      inputMode="numeric"
      autoComplete="off"
      maxLength={8}
      value={value}
      error={problem}
      visibilityToggleButtonProps={{ 'aria-label': t('settings.pin.show') }}
      onChange={(event) => onChange(event.currentTarget.value.replace(/\D/g, ''))}
    />
  )
}
