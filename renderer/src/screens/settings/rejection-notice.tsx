import type { Failure } from '../../../../shared/contract/procedure.ts'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { rejectionOf } from './rejection-of.ts'

/** What the terminal refused: its own sentence about the field where it gives one, else the words for the code. */
export function RejectionNotice({ failure }: Readonly<{ failure: Failure }>) {
  const rejection = rejectionOf(failure)
  return rejection?.problem === undefined ? (
    <FailureNotice failure={failure} />
  ) : (
    <Notice kind="problem" title={rejection.problem} />
  )
}
