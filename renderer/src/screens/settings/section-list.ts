import { mayActAs, type Role } from '../../../../shared/domain/staff/role.ts'

/** The sections of the settings in the order of the list, with the role that may open each. */
export const sections = [
  { id: 'appearance', group: 'me', role: 'cashier' },
  { id: 'pin', group: 'me', role: 'cashier' },
  { id: 'shop', group: 'shop', role: 'manager' },
  { id: 'tax', group: 'shop', role: 'manager' },
  { id: 'checkout', group: 'shop', role: 'manager' },
  { id: 'catalog', group: 'shop', role: 'manager' },
  { id: 'staff', group: 'shop', role: 'owner' },
  { id: 'wallet', group: 'money', role: 'owner' },
  { id: 'settlement', group: 'money', role: 'manager' },
  { id: 'networks', group: 'money', role: 'owner' },
  { id: 'release', group: 'money', role: 'owner' },
  { id: 'risk', group: 'money', role: 'owner' },
  { id: 'approvals', group: 'money', role: 'owner' },
  { id: 'rates', group: 'money', role: 'manager' },
  { id: 'data', group: 'money', role: 'manager' },
] as const satisfies readonly Readonly<{ id: string; group: string; role: Role }>[]

/** The name of a section, as the address carries it. */
export type SectionId = (typeof sections)[number]['id']

/** The sections somebody may open. The terminal checks every call again. */
export function sectionsFor(role: Role): readonly (typeof sections)[number][] {
  return sections.filter((section) => mayActAs(role, section.role))
}

/** The section an address names, else the first that the role may open. */
export function sectionFrom(text: string | undefined, role: Role): SectionId {
  return sectionsFor(role).find((section) => section.id === text)?.id ?? 'appearance'
}
