import type { TerminalClient } from '../../../../shared/contract/contract.ts'
import type { FiatCurrency } from '../../../../shared/domain/money/currency.ts'
import type { Environment } from '../../../../shared/domain/settings/settings.ts'
import { roles, type Role } from '../../../../shared/domain/staff/role.ts'
import type { EvmAddress } from '../../../../shared/domain/tokens/token.ts'

/** What the terminal knows of an unfinished set-up. */
export type SetupStatus = Awaited<ReturnType<TerminalClient['setup']['status']>>
/** What finishes a set-up. */
export type SetupInput = Parameters<TerminalClient['setup']['complete']>[0]

/** A person as typed. */
export type PersonDraft = Readonly<{ id: string; name: string; role: Role; pin: string; repeat: string }>
/** A network as chosen; endpoints are one address a line. */
export type NetworkDraft = Readonly<{
  chain: string
  name: string
  chosen: boolean
  endpoints: string
  offeredTokens: readonly string[]
  tokens: readonly string[]
}>

/** Everything the wizard collects. It stays on the page until it is whole. */
export type SetupDraft = Readonly<{
  environment: Environment
  shop: Readonly<{
    name: string
    till: string
    address: string
    currency: FiatCurrency
    receiptFooter: string
  }>
  staff: readonly PersonDraft[]
  xpub: string
  firstAddresses: readonly EvmAddress[]
  confirmedAddress: string
  networks: readonly NetworkDraft[]
}>

/** The steps in order. */
export const setupSteps = ['shop', 'staff', 'wallet', 'networks', 'confirm'] as const
/** One step. */
export type SetupStep = (typeof setupSteps)[number]

/** A draft from what the terminal suggests: its shop, one owner, every network switched on with its endpoints. */
export function toSetupDraft(status: SetupStatus, newId: () => string): SetupDraft {
  // Whoever sets the till up is the owner, so the owner is asked for first.
  const ordered = status.staff.toSorted((left, right) => roles.indexOf(right.role) - roles.indexOf(left.role))
  const people = ordered.map((person) => ({
    id: person.id,
    name: person.name,
    role: person.role,
    pin: '',
    repeat: '',
  }))
  const owner: PersonDraft = { id: newId(), name: '', role: 'owner', pin: '', repeat: '' }
  return {
    environment: status.environment,
    shop: status.shop,
    staff: people.some((person) => person.role === 'owner') ? people : [owner, ...people],
    xpub: status.xpub ?? '',
    firstAddresses: status.firstAddresses,
    confirmedAddress: '',
    networks: status.networks.map((network) => ({
      chain: network.chain,
      name: network.name,
      chosen: network.endpoints.length > 0,
      endpoints: network.endpoints.join('\n'),
      offeredTokens: network.tokens,
      tokens: network.tokens,
    })),
  }
}

/** Endpoint addresses of a text field, one a line. */
export function endpointList(text: string): readonly string[] {
  return text
    .split(/\s+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** True for an address as `setup.complete` takes it. */
export function isAddressText(text: string): text is EvmAddress {
  return /^0x[0-9a-fA-F]{40}$/.test(text)
}

/** What the terminal is asked to keep. Call it once every step is clean. */
export function toSetupInput(draft: SetupDraft): SetupInput {
  const confirmed = draft.confirmedAddress.trim()
  return {
    shop: {
      name: draft.shop.name.trim(),
      till: draft.shop.till.trim(),
      address: draft.shop.address.trim(),
      currency: draft.shop.currency,
      receiptFooter: draft.shop.receiptFooter.trim(),
    },
    staff: draft.staff.map(({ id, name, role, pin }) => ({ id, name: name.trim(), role, pin })),
    xpub: draft.xpub.trim(),
    networks: draft.networks
      .filter((network) => network.chosen)
      .map((network) => ({
        chain: network.chain,
        endpoints: [...endpointList(network.endpoints)],
        tokens: [...network.tokens],
      })),
    ...(isAddressText(confirmed) ? { confirmedAddress: confirmed } : {}),
  }
}
