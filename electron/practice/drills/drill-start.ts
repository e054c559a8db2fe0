import type { DrillKind } from '../../../shared/domain/drill/drill.ts'
import type { Settings } from '../../../shared/domain/settings/settings.ts'
import type { StaffMember } from '../../../shared/domain/staff/role.ts'
import type { LedgerReader } from '../../ledger/port.ts'

/** What a drill takes over from practice: its shop, its people and their PINs. It never leaves the main process. */
export type DrillStart = Readonly<{
  kind: DrillKind
  startedBy: string
  staff: readonly Readonly<{ member: StaffMember; pinHash: string | undefined }>[]
  settings: Pick<Settings, 'shop' | 'tax' | 'checkout' | 'rates'>
}>

/** A drill of the shop as it is in practice now. */
export function toDrillStart(
  kind: DrillKind,
  startedBy: string,
  practice: Readonly<{ ledger: Pick<LedgerReader, 'staff' | 'pinHash'>; settings: Settings }>,
): DrillStart {
  const { shop, tax, checkout, rates } = practice.settings
  return {
    kind,
    startedBy,
    staff: practice.ledger.staff().map((member) => ({ member, pinHash: practice.ledger.pinHash(member.id) })),
    settings: { shop, tax, checkout, rates },
  }
}
