import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { newId } from '../../stores/new-id.ts'
import { useSession } from '../../stores/session.ts'
import { useAction } from '../checkout/use-action.ts'
import { Card } from '../sales/card.tsx'
import classes from './case-screen.module.css'
import type { CaseDetail } from './use-cases.ts'

/** Who takes care of the case; whoever is signed in may take it while it is open. */
export function CaseOwner({ detail, done }: Readonly<{ detail: CaseDetail; done: () => void }>) {
  const { t } = useTranslation()
  const staffId = useSession((state) => state.session?.staff.id)
  const [key, setKey] = useState(newId)
  const take = useAction((to: string) => terminal().cases.assign({ caseId: detail.id, staffId: to, key }))
  const isMine = staffId !== undefined && detail.ownerId === staffId
  const onTake = async (): Promise<void> => {
    if (staffId === undefined || !(await take.run(staffId))) return
    setKey(newId())
    done()
  }
  return (
    <Card title={t('cases.case.owner')}>
      <div className={classes['owner']}>
        <span>{isMine ? t('cases.case.mine') : (detail.ownerName ?? t('cases.nobody'))}</span>
        {detail.status === 'open' && !isMine ? (
          <Button variant="default" loading={take.isBusy} onClick={() => void onTake()}>
            {t('cases.case.take')}
          </Button>
        ) : null}
      </div>
      {take.failure === undefined ? null : <FailureNotice failure={take.failure} />}
    </Card>
  )
}
