import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { ScreenLoading } from '../../components/screen-message.tsx'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { AddRuleForm } from './add-rule-form.tsx'
import { BackHead } from './payouts-head.tsx'
import classes from './payouts.module.css'

async function readDesk() {
  const [balances, { banks }] = await Promise.all([terminal().balances.read({}), terminal().banks.list()])
  return {
    assets: balances.assets.map(({ asset }) => asset),
    banks: banks.filter(({ status }) => status === 'approved'),
  }
}

/** Putting a standing order together; another person agrees to it next. */
export function AddRuleScreen() {
  const { t } = useTranslation()
  const { value, failure, reload } = useRead('add-rule', 0, readDesk)
  return (
    <div className={classes['screen']}>
      <BackHead title={t('payouts.ruleForm.title')} to={['rules']} word={t('payouts.pages.rules')} />
      {value === undefined ? (
        failure ? (
          <FailureNotice failure={failure} onRetry={reload} />
        ) : (
          <ScreenLoading label={t('payouts.make.loading')} />
        )
      ) : (
        <AddRuleForm assets={value.assets} banks={value.banks} />
      )}
    </div>
  )
}
