import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../../shared/contract/procedure.ts'
import { environments, type Environment } from '../../../../shared/domain/settings/settings.ts'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Icon } from '../../components/icon.tsx'
import { failureOf } from '../../host/failure-of.ts'
import { terminal } from '../../host/terminal.ts'
import { useSession } from '../../stores/session.ts'
import classes from './first-start.module.css'

const icons = { practice: 'practice', testnet: 'flask', live: 'globe' } as const

type ChoiceProps = Readonly<{
  environment: Environment
  isBusy: boolean
  onChoose: (environment: Environment) => void
}>

function Choice({ environment, isBusy, onChoose }: ChoiceProps) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      className={`${classes['card']} ${classes[environment]}`}
      aria-describedby={`about-${environment}`}
      disabled={isBusy}
      onClick={() => onChoose(environment)}
    >
      <span className={classes['mark']}>
        <Icon name={icons[environment]} size={24} />
      </span>
      <span className={classes['name']}>{t(`lock.first.${environment}.name`)}</span>
      <span className={classes['text']} id={`about-${environment}`} aria-hidden="true">
        {t(`lock.first.${environment}.body`)}
      </span>
      <span className={classes['tag']} aria-hidden="true">
        {t(`lock.first.${environment}.tag`)}
        <Icon name="right" size={20} />
      </span>
    </button>
  )
}

/** The choice of a new till: practice, a test network, or live. It does not stand in the way: practice runs already. */
export function FirstStart() {
  const { t } = useTranslation()
  const refreshHello = useSession((state) => state.refreshHello)
  const [chosen, setChosen] = useState<Environment | undefined>()
  const [failure, setFailure] = useState<Failure | undefined>()

  const choose = async (environment: Environment): Promise<void> => {
    setChosen(environment)
    setFailure(undefined)
    try {
      await terminal().setup.choose({ environment })
      await refreshHello()
    } catch (error) {
      // Testnet and live start the terminal again: the answer may be cut off, and the new greeting tells what came of it.
      const problem = failureOf(error)
      if (problem.code === 'connection.lost') return
      setFailure(problem)
      setChosen(undefined)
    }
  }
  return (
    <section className={classes['first']} aria-labelledby="first-start">
      <h2 className={classes['title']} id="first-start">
        {t('lock.first.title')}
      </h2>
      <p className={classes['body']}>{t('lock.first.body')}</p>
      {failure === undefined ? null : <FailureNotice failure={failure} />}
      <div className={classes['cards']}>
        {environments.map((environment) => (
          <Choice
            key={environment}
            environment={environment}
            isBusy={chosen !== undefined}
            onChoose={(choice) => void choose(choice)}
          />
        ))}
      </div>
      <output className={classes['foot']}>
        {chosen === undefined ? t('lock.first.later') : t('lock.first.restarting')}
      </output>
    </section>
  )
}
