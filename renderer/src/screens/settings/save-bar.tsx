import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon.tsx'
import { RejectionNotice } from './rejection-notice.tsx'
import classes from './save-bar.module.css'
import type { Draft } from './use-draft.ts'

type SaveBarProps = Readonly<{
  form: Pick<Draft<unknown>, 'isDirty' | 'isBusy' | 'isSaved' | 'failure' | 'hasProblems' | 'discard'>
  busyWord?: string
}>

/** Saving and discarding, at the foot of a section that has changes, and what came of it. */
export function SaveBar({ form, busyWord }: SaveBarProps) {
  const { t } = useTranslation()
  const { isDirty, isBusy, isSaved, failure, hasProblems, discard } = form
  return (
    <div className={classes['foot']}>
      {failure === undefined ? null : <RejectionNotice failure={failure} />}
      <div className={`${classes['bar']} ${isDirty ? classes['dirty'] : ''}`}>
        <span role="status" className={`${classes['word']} ${hasProblems ? classes['problem'] : ''}`}>
          {isBusy ? (busyWord ?? t('settings.save.saving')) : null}
          {!isBusy && isSaved ? (
            <span className={classes['saved']}>
              <Icon name="check" size={20} />
              {t('settings.save.saved')}
            </span>
          ) : null}
          {!isBusy && isDirty ? t(hasProblems ? 'settings.save.correct' : 'settings.save.dirty') : null}
        </span>
        {isDirty ? (
          <>
            <Button variant="default" onClick={discard} disabled={isBusy}>
              {t('settings.save.discard')}
            </Button>
            <Button type="submit" loading={isBusy}>
              {t('settings.save.save')}
            </Button>
          </>
        ) : null}
      </div>
    </div>
  )
}
