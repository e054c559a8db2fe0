import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseEip681 } from '../../../../shared/domain/invoice/eip681.ts'
import { Icon } from '../icon.tsx'
import classes from './phone.module.css'
import type { Sending } from './use-sending.ts'

type PhoneScanProps = Readonly<{ shownUri: string; sending: Sending }>

/** Pays what a code says: the code's text is pasted, or taken from the screen. */
export function PhoneScan({ shownUri, sending }: PhoneScanProps) {
  const { t } = useTranslation()
  const [uri, setUri] = useState('')
  const isCode = parseEip681(uri) !== undefined
  const isWrong = uri.trim() !== '' && !isCode
  return (
    <details className={classes['scan']}>
      <summary className={classes['summary']}>
        <Icon name="scan" size={20} />
        {t('practice.scan.title')}
      </summary>
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault()
          if (isCode) void sending.payUri(uri.trim())
        }}
      >
        <label className={classes['label']} htmlFor="practice-code">
          {t('practice.scan.label')}
        </label>
        <textarea
          id="practice-code"
          className={classes['field']}
          rows={3}
          value={uri}
          maxLength={400}
          placeholder={t('practice.scan.placeholder')}
          spellCheck={false}
          aria-invalid={isWrong}
          aria-describedby="practice-code-hint"
          onChange={(event) => setUri(event.currentTarget.value)}
        />
        <span id="practice-code-hint" className={isWrong ? classes['wrong'] : classes['hint']}>
          {t(isWrong ? 'practice.scan.invalid' : 'practice.scan.hint')}
        </span>
        <button type="button" className={classes['way']} onClick={() => setUri(shownUri)}>
          {t('practice.scan.useShown')}
        </button>
        <button type="submit" className={classes['pay']} disabled={!isCode || sending.isBusy}>
          {t('practice.scan.pay')}
        </button>
      </form>
    </details>
  )
}
