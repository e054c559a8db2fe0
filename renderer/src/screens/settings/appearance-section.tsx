import { useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { RadioChips } from '../checkout/radio-chips.tsx'
import { SectionHead } from './section-frame.tsx'
import classes from './section-frame.module.css'

const schemes = ['light', 'dark', 'auto'] as const satisfies readonly MantineColorScheme[]

/** Light, dark, or what the system says; for this screen alone. */
export function AppearanceSection() {
  const { t } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <div className={classes['section']}>
      <SectionHead
        title={t('settings.appearance.title')}
        description={t('settings.appearance.description')}
      />
      <RadioChips
        name="scheme"
        look="field"
        label={t('settings.appearance.scheme')}
        value={colorScheme}
        chips={schemes.map((scheme) => ({ value: scheme, label: t(`settings.appearance.${scheme}`) }))}
        onChange={(value) => {
          const scheme = schemes.find((candidate) => candidate === value)
          if (scheme) setColorScheme(scheme)
        }}
      />
    </div>
  )
}
