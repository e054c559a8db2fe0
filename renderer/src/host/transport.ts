import type { ClientLink } from '@orpc/client'

/** A link that carries calls, without a context of its own. */
export type CallLink = ClientLink<Record<never, never>>

/** An open way to the terminal. `onClose` fires once, also when the terminal goes away without a word. */
export type OpenWay = Readonly<{
  link: CallLink
  onClose: (listener: () => void) => void
  close: () => void
}>

/** A kind of way to the terminal; rejects when none can be opened in time. */
export type Transport = Readonly<{ open: () => Promise<OpenWay> }>

/** How long opening may take, in milliseconds. */
export const openTimeoutMs = 5_000
