import type { SetupStep } from './setup-draft.ts'

const steps: Readonly<Record<string, SetupStep>> = {
  shop: 'shop',
  staff: 'staff',
  xpub: 'wallet',
  confirmedAddress: 'wallet',
  networks: 'networks',
  chains: 'networks',
  tokens: 'networks',
}

/** The step that holds a field which the terminal refused, such as `staff.0.pin`. */
export function stepOfField(field: string | undefined): SetupStep | undefined {
  return field === undefined ? undefined : steps[field.split('.')[0] ?? '']
}
