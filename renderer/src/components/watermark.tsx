import { useTranslation } from 'react-i18next'
import classes from './watermark.module.css'

/**
 * The word PRACTICE over a whole page, faint enough to read through. Drawn above everything but payment codes, which
 * a scanner has to read; the badge says the same to assistive technology.
 */
export function Watermark() {
  const { t } = useTranslation()
  return (
    <svg className={classes['watermark']} aria-hidden="true" focusable="false">
      <defs>
        <pattern
          id="practice"
          width="420"
          height="220"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(-18)"
        >
          <text x="20" y="90">
            {t('frame.practiceWord')}
          </text>
          <text x="380" y="270">
            {t('frame.practiceWord')}
          </text>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#practice)" />
    </svg>
  )
}
