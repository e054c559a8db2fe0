import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { navigate } from '../../stores/router.ts'
import { SectionHead } from '../settings/section-frame.tsx'
import { ImportChoose } from './import-choose.tsx'
import classes from './import-panel.module.css'
import { ImportProgress } from './import-progress.tsx'
import { ImportReview } from './import-review.tsx'
import { useImport, type Import } from './use-import.ts'

/** Taking items from a CSV file: choose, look, import. */
export function ImportPanel() {
  const { t } = useTranslation()
  const items = useImport()
  return (
    <div className={classes['panel']}>
      <SectionHead
        title={t('settings.import.title')}
        description={items.state.step === 'choose' ? '' : items.state.file}
        action={
          <Button
            variant="default"
            leftSection={<Icon name="left" size={20} />}
            onClick={() => navigate('settings', 'catalog')}
          >
            {t('settings.import.back')}
          </Button>
        }
      />
      <Step items={items} />
    </div>
  )
}

function Step({ items }: Readonly<{ items: Import }>) {
  const { t } = useTranslation()
  const { state } = items
  switch (state.step) {
    case 'choose':
      return <ImportChoose failure={state.failure} onChoose={(file) => void items.choose(file)} />
    case 'send':
      return (
        <ImportProgress
          word={t('settings.import.sending', { part: state.part, parts: state.parts })}
          done={state.part}
          total={state.parts}
        />
      )
    case 'check':
      return <ImportProgress word={t('settings.import.checking')} done={0} total={0} />
    case 'review':
      return (
        <ImportReview preview={state.preview} onApply={() => void items.apply()} onRestart={items.restart} />
      )
    case 'apply':
      return <ImportProgress word={t('settings.import.applying')} done={state.done} total={state.total} />
    case 'stopped':
      return (
        <div className={classes['panel']}>
          <FailureNotice failure={state.failure} />
          <ImportProgress word={t('settings.import.failed')} done={state.done} total={state.total} />
          <div>
            <Button onClick={() => void items.apply()}>{t('settings.import.goOn')}</Button>
          </div>
        </div>
      )
    case 'finished':
      return (
        <div className={classes['panel']}>
          <Notice kind="good" title={t('settings.import.finished', { count: state.total })} />
          <div>
            <Button onClick={items.restart}>{t('settings.import.another')}</Button>
          </div>
        </div>
      )
  }
}
