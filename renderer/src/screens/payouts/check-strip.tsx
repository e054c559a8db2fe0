import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { navigate } from '../../stores/router.ts'
import { useAction } from '../checkout/use-action.ts'
import { useJournalSeq } from '../refunds/use-journal-seq.ts'
import { formatInstant } from '../sales/format-instant.ts'
import { checkState } from './check-state.ts'
import type { CheckView } from './payout-types.ts'

async function readCheck() {
  const [{ check }, { cases }] = await Promise.all([
    terminal().balances.lastCheck(),
    terminal().cases.list({ kind: 'balanceDiffers', status: 'open', limit: 2 }),
  ])
  return { check, cases }
}

/** What the newest comparison of the books with the account found, with the case of a difference. */
export function CheckStrip() {
  const { t } = useTranslation()
  const hintOf = useCheckHint()
  const seq = useJournalSeq()
  const { value, failure, reload } = useRead('balance-check', seq, readCheck)
  const compare = useAction(async () => {
    await terminal().balances.check()
    reload()
  })
  if (compare.failure) return <FailureNotice failure={compare.failure} onRetry={() => void compare.run()} />
  if (value === undefined) return failure ? <FailureNotice failure={failure} onRetry={reload} /> : null
  const [first] = value.cases
  const look = checkState(value.check)
  return (
    <div aria-live="polite">
      <Notice
        kind={look.kind}
        title={`${t('payouts.check.title')}: ${t(`payouts.check.${look.state}`)}`}
        hint={hintOf(value.check)}
        action={
          look.state === 'differs' && first !== undefined ? (
            <Button
              variant="default"
              onClick={() => (value.cases.length === 1 ? navigate('cases', first.id) : navigate('cases'))}
            >
              {t(value.cases.length === 1 ? 'payouts.check.openCase' : 'payouts.check.openCases')}
            </Button>
          ) : (
            <Button variant="default" loading={compare.isBusy} onClick={() => void compare.run()}>
              {t('payouts.check.now')}
            </Button>
          )
        }
      />
    </div>
  )
}

/** When it was compared, and what differs or was left out. */
function useCheckHint(): (check: CheckView | undefined) => string {
  const { t, i18n } = useTranslation()
  return (check) => {
    if (check === undefined) return t('payouts.check.neverHint')
    const parts = check.assets.flatMap(({ asset, state, differenceText = '' }) => {
      if (state === 'skipped') return [t('payouts.check.skipped', { asset })]
      if (state === 'agrees') return []
      const isLess = differenceText.startsWith('-') || differenceText.startsWith('\u2212')
      const amount = isLess ? differenceText.slice(1) : differenceText
      return [t(isLess ? 'payouts.check.less' : 'payouts.check.more', { asset, amount })]
    })
    return [...parts, t('payouts.check.at', { time: formatInstant(check.at, i18n.language) })].join(' ')
  }
}
