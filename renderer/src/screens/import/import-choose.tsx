import { useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../../shared/contract/procedure.ts'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import classes from './import-panel.module.css'

type ImportChooseProps = Readonly<{
  failure: Failure | 'tooLarge' | undefined
  onChoose: (file: File) => void
}>

/** Asks for the file, and says what it must look like. */
export function ImportChoose({ failure, onChoose }: ImportChooseProps) {
  const { t } = useTranslation()
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) onChoose(file)
  }
  return (
    <>
      {failure === 'tooLarge' ? <Notice kind="problem" title={t('settings.import.tooLarge')} /> : null}
      {failure === undefined || failure === 'tooLarge' ? null : <FailureNotice failure={failure} />}
      <div
        className={`${classes['drop']} ${isOver ? classes['over'] : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <label className={classes['choose']}>
          <Icon name="upload" size={20} />
          {t('settings.import.choose')}
          <input
            type="file"
            className="visually-hidden"
            accept=".csv,text/csv,text/plain"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0]
              if (file) onChoose(file)
            }}
          />
        </label>
        <p className={classes['soft']}>{t('settings.import.drop')}</p>
      </div>
      <div>
        <p className={classes['soft']}>{t('settings.import.columns')}</p>
        <pre className={classes['columns']}>{t('settings.import.columnsExample')}</pre>
        <p className={classes['soft']}>{t('settings.import.columnsHint')}</p>
      </div>
    </>
  )
}
