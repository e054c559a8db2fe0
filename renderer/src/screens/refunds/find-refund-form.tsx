import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { navigate } from '../../stores/router.ts'
import { useAction } from '../checkout/use-action.ts'
import { useScanner } from '../register/use-scanner.ts'
import { findRefund, type NotFound } from './find-refund.ts'
import classes from './refunds-screen.module.css'

/** Opens a refund, or the refund desk of a sale, by what is scanned from a receipt or typed. */
export function FindRefundForm() {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<NotFound | undefined>()
  const find = useAction(async (wanted: string) => {
    const found = await findRefund(wanted)
    if (typeof found === 'string') setProblem(found)
    else navigate('refunds', ...found)
  })
  const submit = (wanted: string): void => {
    setProblem(undefined)
    void find.run(wanted)
  }
  useScanner({
    // What the scanner types over is replaced by the code itself.
    onBurstStart: () => undefined,
    onScan: (code) => {
      setText(code)
      submit(code)
    },
  })
  return (
    <form
      className={classes['find']}
      onSubmit={(event) => {
        event.preventDefault()
        submit(text)
      }}
    >
      <TextInput
        className={classes['findField'] ?? ''}
        aria-label={t('refunds.find.label')}
        placeholder={t('refunds.find.placeholder')}
        value={text}
        maxLength={300}
        autoComplete="off"
        spellCheck={false}
        error={problem === undefined ? null : t(`refunds.find.${problem}`)}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setProblem(undefined)
        }}
      />
      <Button type="submit" variant="default" loading={find.isBusy}>
        {t('refunds.find.submit')}
      </Button>
      {find.failure === undefined ? null : <FailureNotice failure={find.failure} />}
    </form>
  )
}
