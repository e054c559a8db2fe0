import { useTranslation } from 'react-i18next'
import { Icon } from './icon.tsx'
import classes from './environment-badge.module.css'

/** The word DRILL, where there is no room for the banner. */
export function DrillBadge() {
  const { t } = useTranslation()
  return (
    <div className={`${classes['badge']} ${classes['practice']}`}>
      <Icon name="practice" size={20} />
      {t('drills.word')}
    </div>
  )
}
