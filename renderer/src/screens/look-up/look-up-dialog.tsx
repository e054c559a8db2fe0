import { Button, Modal, TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { failureText } from '../../i18n/failure-text.ts'
import classes from './look-up-dialog.module.css'
import { LookUpFound } from './look-up-found.tsx'
import { useCaughtKeys } from './use-caught-keys.ts'
import { useLookUp } from './use-look-up.ts'

type LookUpDialogProps = Readonly<{
  isOpen: boolean
  saleId?: string
  /** What a scanner read before the dialog was open: asked about at once. */
  scanned?: string
  onClose: () => void
}>

/** A customer says that they have paid: asks the networks about the transaction they show. */
export function LookUpDialog({ isOpen, saleId, scanned = '', onClose }: LookUpDialogProps) {
  const { t } = useTranslation()
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('common.close') }}
      opened={isOpen}
      onClose={onClose}
      title={t('lookUp.title')}
      size={700}
    >
      <LookUpForm saleId={saleId} scanned={scanned} onClose={onClose} />
    </Modal>
  )
}

type LookUpFormProps = Readonly<{ saleId: string | undefined; scanned: string; onClose: () => void }>

function LookUpForm({ saleId, scanned, onClose }: LookUpFormProps) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const { text, setText, refusal, found, ask, submit } = useLookUp(saleId)
  useCaughtKeys(field)
  useAskOnce(scanned, submit)
  const isAnswered = found !== undefined || refusal !== undefined
  useEffect(() => {
    // The next scan replaces what stands there.
    if (isAnswered) field.current?.select()
  }, [isAnswered])
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void submit(text)
      }}
    >
      <div className={classes['ask']}>
        <TextInput
          ref={field}
          className={classes['field'] ?? ''}
          label={t('lookUp.field')}
          description={t('lookUp.fieldHint')}
          value={text}
          maxLength={500}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          error={refusal === undefined ? null : wordsOf(refusal)}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={ask.isBusy}>
          {t('lookUp.submit')}
        </Button>
      </div>
      <div role="status" aria-label={t('lookUp.found')} aria-busy={ask.isBusy} className={classes['result']}>
        {ask.isBusy ? <p className={classes['quiet']}>{t('lookUp.asking')}</p> : null}
        {ask.failure === undefined ? null : (
          <FailureNotice failure={ask.failure} onRetry={() => void submit(text)} />
        )}
        {found === undefined ? null : (
          <LookUpFound
            view={found}
            isAboutSale={saleId !== undefined}
            lookUp={(txHash) => void submit(txHash)}
            onClose={onClose}
          />
        )}
      </div>
    </form>
  )
}

function useAskOnce(scanned: string, submit: (text: string) => Promise<void>): void {
  const asked = useRef('')
  useEffect(() => {
    if (scanned === '' || asked.current === scanned) return
    asked.current = scanned
    void submit(scanned)
  }, [scanned, submit])
}

function wordsOf(code: Parameters<typeof failureText>[0]['code']): string {
  const { text, hint } = failureText({ code, message: '', hint: '', details: {} })
  return `${text} ${hint}`
}
