import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { ScreenLoading } from '../../components/screen-message.tsx'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { CopyButton } from '../checkout/copy-button.tsx'
import { RadioChips } from '../checkout/radio-chips.tsx'
import { Card } from '../sales/card.tsx'
import { formatInstant } from '../sales/format-instant.ts'
import { Fact } from './fact.tsx'
import { BackHead } from './payouts-head.tsx'
import classes from './payouts.module.css'

const ways = {
  wire: { network: 'WIRE', routing: 'ABA' },
  swift: { network: 'WIRE', routing: 'SWIFT' },
  cubix: { network: 'CUBIX', routing: 'ABA' },
} as const
const wayNames = ['wire', 'swift', 'cubix'] as const satisfies readonly (keyof typeof ways)[]

/** Where dollars are wired to, with the memo that must stand on the wire. */
export function FundScreen() {
  const { t } = useTranslation()
  const [way, setWay] = useState<(typeof wayNames)[number]>('wire')
  return (
    <div className={classes['screen']}>
      <BackHead
        title={t('payouts.float.title')}
        to={[]}
        word={t('payouts.toHome')}
        note={t('payouts.float.intro')}
      />
      <div className={classes['narrow']}>
        <RadioChips
          name="funding-way"
          label={t('payouts.float.way')}
          look="field"
          value={way}
          chips={wayNames.map((value) => ({ value, label: t(`payouts.float.${value}`) }))}
          onChange={(picked) => setWay(wayNames.find((name) => name === picked) ?? 'wire')}
        />
        <Instructions key={way} way={way} />
      </div>
    </div>
  )
}

function Instructions({ way }: Readonly<{ way: keyof typeof ways }>) {
  const { t, i18n } = useTranslation()
  const { value, failure, reload, isBusy } = useRead(`funding:${way}`, 0, () =>
    terminal().balances.funding(ways[way]),
  )
  // Details that may have changed are not shown while nobody confirms them.
  if (failure) return <FailureNotice failure={failure} onRetry={reload} />
  if (value === undefined) return <ScreenLoading label={t('payouts.float.loading')} />
  const copy = (what: string): string => t('payouts.float.copy', { what })
  return (
    <>
      <Notice kind="warning" title={t('payouts.float.memoWarning')} hint={t('payouts.float.memoHint')} />
      <section className={classes['memo']} aria-label={t('payouts.float.memo')}>
        <span className={classes['hint']}>{t('payouts.float.memo')}</span>
        <strong className={classes['memoText']}>{value.memo}</strong>
        <CopyButton text={value.memo} label={copy(t('payouts.float.memo'))} />
      </section>
      <Card title={t('payouts.float.details')}>
        <dl className={classes['facts']}>
          {value.lines.map(({ label, text }) => (
            <Fact key={label} word={t(`payouts.float.line.${label}`)}>
              <span className={classes['grow']}>{text}</span>
              <CopyButton text={text} label={copy(t(`payouts.float.line.${label}`))} isCompact />
            </Fact>
          ))}
        </dl>
      </Card>
      <div className={classes['foot']}>
        <span className={`${classes['hint']} ${classes['grow']}`}>
          {t('payouts.float.checked', { time: formatInstant(value.checkedAt, i18n.language) })}
        </span>
        <Button variant="default" loading={isBusy} onClick={reload}>
          {t('payouts.float.again')}
        </Button>
      </div>
    </>
  )
}
