import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { ScreenLoading, ScreenMessage } from '../../components/screen-message.tsx'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { navigate } from '../../stores/router.ts'
import { useJournalSeq } from '../refunds/use-journal-seq.ts'
import { PayoutsHead } from './payouts-head.tsx'
import classes from './payouts.module.css'
import { RuleDialogs, type RuleAct, type RulesView } from './rule-dialogs.tsx'
import { RuleRow } from './rule-row.tsx'

/** Standing orders: what pays out by itself. */
export function RulesScreen({ approving }: Readonly<{ approving: string | undefined }>) {
  const { t } = useTranslation()
  const seq = useJournalSeq()
  const { value, failure, reload, isBusy } = useRead('rules', seq, () => terminal().payoutRules.list())
  return (
    <div className={classes['screen']}>
      <PayoutsHead page="rules">
        <Button
          leftSection={<Icon name="plus" size={20} />}
          onClick={() => navigate('payouts', 'rules', 'new')}
        >
          {t('payouts.rules.add')}
        </Button>
      </PayoutsHead>
      {value && failure ? (
        <Notice
          kind="warning"
          title={t('payouts.offline')}
          action={
            <Button variant="default" onClick={reload} loading={isBusy}>
              {t('common.retry')}
            </Button>
          }
        />
      ) : null}
      {value === undefined ? (
        failure ? (
          <FailureNotice failure={failure} onRetry={reload} />
        ) : (
          <ScreenLoading label={t('payouts.rules.loading')} />
        )
      ) : (
        <Rules view={value} approving={approving} reload={reload} />
      )}
    </div>
  )
}

type RulesProps = Readonly<{ view: RulesView; approving: string | undefined; reload: () => void }>

function Rules({ view, approving, reload }: RulesProps) {
  const { t } = useTranslation()
  const [act, setAct] = useState<RuleAct | undefined>(
    approving === undefined ? undefined : { kind: 'approve', ruleId: approving },
  )
  return (
    <>
      {view.rules.length === 0 ? (
        <ScreenMessage icon="clock" title={t('payouts.rules.empty')} body={t('payouts.rules.emptyHint')} />
      ) : (
        <ul className={classes['cards']} aria-label={t('payouts.rules.list')}>
          {view.rules.toReversed().map((rule) => (
            <RuleRow key={rule.ruleId} rule={rule} act={setAct} />
          ))}
        </ul>
      )}
      <RuleDialogs
        view={view}
        act={act}
        close={() => {
          setAct(undefined)
          if (approving !== undefined) navigate('payouts', 'rules')
        }}
        reload={reload}
      />
    </>
  )
}
