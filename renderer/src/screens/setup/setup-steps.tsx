import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon.tsx'
import { setupSteps } from './setup-draft.ts'
import classes from './setup-steps.module.css'
import type { Wizard } from './use-setup.ts'

/** The steps with where the wizard stands; steps before the present one can be gone back to. */
export function SetupSteps({ wizard }: Readonly<{ wizard: Wizard }>) {
  const { t } = useTranslation()
  const at = setupSteps.indexOf(wizard.step)
  return (
    <nav aria-label={t('setup.steps')}>
      <ol className={classes['steps']}>
        {setupSteps.map((step, index) => {
          const isPast = index < at
          const isGood = isPast && wizard.isDone(step)
          return (
            <li key={step}>
              <button
                type="button"
                className={classes['step']}
                aria-current={step === wizard.step ? 'step' : undefined}
                disabled={index > at}
                onClick={() => wizard.goTo(step)}
              >
                <span className={`${classes['mark']} ${isGood ? classes['good'] : ''}`}>
                  {isGood ? <Icon name="check" size={18} /> : index + 1}
                </span>
                {t(`setup.step.${step}`)}
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
