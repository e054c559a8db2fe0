import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { WishKind } from './refund-draft.ts'
import classes from './refund-desk.module.css'

const reasons = ['returned', 'wrong', 'broken'] as const

type ReasonFieldsProps = Readonly<{
  kind: WishKind
  reason: string
  isMissing: boolean
  onChange: (reason: string) => void
}>

/** Why money goes back: the usual reasons to press, or a sentence. */
export function ReasonFields({ kind, reason, isMissing, onChange }: ReasonFieldsProps) {
  const { t } = useTranslation()
  const offered = kind === 'excess' ? (['tooMuch'] as const) : reasons
  return (
    <div className={classes['reason']}>
      <TextInput
        label={t('refunds.check.reason')}
        value={reason}
        maxLength={200}
        error={isMissing ? t('refunds.check.reasonMissing') : null}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div role="group" aria-label={t('refunds.check.quick.label')} className={classes['quick']}>
        {offered.map((name) => {
          const text = t(`refunds.check.quick.${name}`)
          return (
            <Button
              key={name}
              variant={reason === text ? 'light' : 'default'}
              aria-pressed={reason === text}
              onClick={() => onChange(text)}
            >
              {text}
            </Button>
          )
        })}
      </div>
    </div>
  )
}
