import { Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../checkout/evidence-words.ts'
import classes from './import-panel.module.css'

type ImportProgressProps = Readonly<{ word: string; done: number; total: number }>

/** How far an import is; without a total it only says that it is under way. */
export function ImportProgress({ word, done, total }: ImportProgressProps) {
  const { t } = useTranslation()
  const percent = total === 0 ? 100 : Math.round((done / total) * 100)
  return (
    <div className={classes['panel']}>
      <div role="status">{word}</div>
      <Progress.Root size={16} radius="md">
        <Progress.Section value={percent} animated={total === 0} striped={total === 0} aria-label={word} />
      </Progress.Root>
      {total === 0 ? null : (
        <div className="amount">
          {t('settings.import.progress', { done: formatCount(done), total: formatCount(total) })}
        </div>
      )}
    </div>
  )
}
