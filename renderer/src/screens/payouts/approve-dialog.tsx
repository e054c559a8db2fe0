import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ApproveInPlace } from '../../components/approval/approve-in-place.tsx'
import { approversFor, type Candidate } from '../../components/approval/approvers.ts'
import { formatDollars } from './format-dollars.ts'

type Dialog = Readonly<{
  title: string
  facts: Parameters<typeof ApproveInPlace>[0]['facts']
  /** Everybody who might approve; who asked is not offered. */
  candidates: readonly Candidate[]
  askedById: string
  /** US cents that leave at once; nothing where only the person counts. */
  dollarsMinor?: bigint
  submitWord: string
  approve: (approval: Readonly<{ approverId: string; pin: string }>) => Promise<void>
  close: () => void
}>

/** Approval in place by a second person. */
export function ApproveDialog(dialog: Dialog) {
  const { t } = useTranslation()
  const { title, facts, candidates, askedById, dollarsMinor, submitWord, approve, close } = dialog
  const others = candidates.filter(({ staffId }) => staffId !== askedById)
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('common.close') }}
      opened
      onClose={close}
      title={title}
      size={880}
    >
      <ApproveInPlace
        facts={facts}
        people={approversFor(others, dollarsMinor)}
        formatLimit={formatDollars}
        submitWord={submitWord}
        approve={async (approval) => {
          await approve(approval)
          close()
        }}
      />
    </Modal>
  )
}
