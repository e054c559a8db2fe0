import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Icon } from '../../components/icon.tsx'
import { terminal } from '../../host/terminal.ts'
import { failureText } from '../../i18n/failure-text.ts'
import { useAction } from '../checkout/use-action.ts'
import { useWords } from '../health/use-words.ts'
import { callWords, choicesFor, type OutboxCallView } from './call-words.ts'
import classes from './outbox-screen.module.css'

type OutboxRowProps = Readonly<{
  call: OutboxCallView
  now: number
  mayDecide: boolean
  askGiveUp: (call: OutboxCallView) => void
}>

function useFacts(call: OutboxCallView, now: number): string {
  const { t, age } = useWords()
  const { createdAt, attempts, lastTriedAt, endedAt } = call
  return [
    t('outbox.queued', { age: age(now - createdAt) }),
    t('outbox.tried', { count: attempts }),
    ...(lastTriedAt === undefined ? [] : [t('outbox.lastTry', { age: age(now - lastTriedAt) })]),
    ...(endedAt === undefined ? [] : [t('outbox.ended', { age: age(now - endedAt) })]),
  ].join(' · ')
}

/** What came of the last try, in words. */
function LastError({ call }: Readonly<{ call: OutboxCallView }>) {
  const { t } = useTranslation()
  const { lastError, endedReason } = call
  const words = lastError && failureText({ ...lastError, hint: '', details: {} })
  // What to do about an error that the till is still working on; nothing works on one that has stopped.
  const hint = call.state === 'pending' || call.state === 'sending' ? words?.hint : ''
  return (
    <>
      {words === undefined ? null : (
        <p className={classes['error']}>
          {t('outbox.lastError', { text: words.text })} {hint}
        </p>
      )}
      {endedReason === undefined ? null : (
        <p className={classes['error']}>{t('outbox.reasonGiven', { reason: endedReason })}</p>
      )}
    </>
  )
}

/** One call: what it is, where it stands, what the last try said, and what may be done. */
export function OutboxRow({ call, now, mayDecide, askGiveUp }: OutboxRowProps) {
  const { t, age } = useWords()
  const send = useAction(() => terminal().outbox.sendNow({ callId: call.id }))
  const { key, icon, tone, inMs } = callWords(call, now)
  const { maySend, mayGiveUp } = choicesFor(call)
  const facts = useFacts(call, now)
  const kind = t(`outbox.kind.${call.kind}`)
  const what = call.aboutText ?? kind
  return (
    <li className={classes['row']} data-state={call.state}>
      <div className={classes['what']}>
        <h2 className={classes['kind']}>{kind}</h2>
        {call.aboutText === undefined ? null : <p className={classes['about']}>{call.aboutText}</p>}
        <p className={classes['facts']}>{facts}</p>
        <LastError call={call} />
        {send.failure === undefined ? null : <FailureNotice failure={send.failure} />}
      </div>
      <p className={`${classes['state']} ${classes[tone]}`}>
        <Icon name={icon} size={20} />
        <span>{inMs === undefined ? t(key) : t(key, { age: age(inMs) })}</span>
      </p>
      {mayDecide && call.endedAt === undefined ? (
        <div className={classes['buttons']}>
          <Button
            variant="default"
            size="md"
            disabled={!mayGiveUp}
            aria-label={t('outbox.about', { action: t('outbox.giveUp'), what })}
            onClick={() => askGiveUp(call)}
          >
            {t('outbox.giveUp')}
          </Button>
          <Button
            size="md"
            disabled={!maySend}
            loading={send.isBusy}
            aria-label={t('outbox.about', { action: t('outbox.sendNow'), what })}
            onClick={() => void send.run()}
          >
            {t('outbox.sendNow')}
          </Button>
        </div>
      ) : null}
    </li>
  )
}
