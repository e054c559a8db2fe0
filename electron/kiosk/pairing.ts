import type { Screen } from '../api/context.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import { fingerprintSecret, isSameSecret } from '../platform/same-secret.ts'

const screensMax = 16
const wrongTokensMax = 10
const windowMs = 60_000
const addressesMax = 1_000

/** A paired browser. `secret` is its cookie and only its fingerprint is kept. */
export type PairedScreen = Readonly<{ id: string; kind: Screen }>

/** The cookies of a browser, by the kind of screen they are for. */
export type HeldSecrets = Readonly<Record<Screen, string | undefined>>

/** What came of showing a pairing token. */
export type PairingResult =
  | Readonly<{ ok: true; kind: Screen; secret: string }>
  | Readonly<{ ok: false; why: 'wrongToken' | 'tooManyTries' | 'tooManyScreens' }>

type Entry = PairedScreen & { readonly fingerprint: Buffer; connections: number; lastSeenAt: number }

/**
 * Which browsers may see this till. The tokens of the printed addresses stay valid for the life of the process, so that
 * a till whose browser lost its cookie gets back in at noon; it still needs a PIN. A restart unpairs everybody.
 */
export type Pairing = Readonly<{
  tokens: Readonly<Record<Screen, string>>
  /**
   * @param from the address that tries; after ten wrong tokens in a minute it is refused, whatever it shows
   * @param held the cookies the browser has already: one that is still paired is kept
   */
  pair: (token: string, from: string, held: HeldSecrets) => PairingResult
  /** The paired screen of that kind behind a cookie. */
  find: (secret: string | undefined, kind: Screen) => PairedScreen | undefined
  /** Counts a connection of a screen in; the returned function counts it out. */
  connect: (screen: PairedScreen) => () => void
}>

type Tries = { since: number; wrong: number }

/** Counts wrong tokens by address, for a bounded number of addresses. */
function openTryCounter(clock: Clock) {
  const tries = new Map<string, Tries>()
  const current = (from: string): Tries => {
    const known = tries.get(from)
    const now = clock.now()
    if (known !== undefined && now >= known.since && now - known.since < windowMs) return known
    tries.delete(from)
    const oldest = tries.keys().next()
    if (tries.size >= addressesMax && oldest.done !== true) tries.delete(oldest.value)
    const fresh = { since: now, wrong: 0 }
    tries.set(from, fresh)
    return fresh
  }
  return {
    isExhausted: (from: string): boolean => current(from).wrong >= wrongTokensMax,
    note: (from: string): void => {
      current(from).wrong += 1
    },
  }
}

/** Opens the pairing of one kiosk process, with fresh tokens. */
export function openPairing({ clock, ids }: Readonly<{ clock: Clock; ids: Ids }>): Pairing {
  const tokens = { till: ids.secret(), display: ids.secret() }
  const fingerprints = { till: fingerprintSecret(tokens.till), display: fingerprintSecret(tokens.display) }
  const tries = openTryCounter(clock)
  let entries: readonly Entry[] = []

  /** Makes room by forgetting the screen away longest; one that is connected is never forgotten. */
  const makeRoom = (): boolean => {
    if (entries.length < screensMax) return true
    const [away] = entries
      .filter(({ connections }) => connections === 0)
      .toSorted((a, b) => a.lastSeenAt - b.lastSeenAt)
    entries = entries.filter((entry) => entry !== away)
    return away !== undefined
  }
  const add = (kind: Screen): PairingResult => {
    if (!makeRoom()) return { ok: false, why: 'tooManyScreens' }
    const secret = ids.secret()
    const fingerprint = fingerprintSecret(secret)
    const entry: Entry = {
      id: ids.next('screen'),
      kind,
      fingerprint,
      connections: 0,
      lastSeenAt: clock.now(),
    }
    entries = [...entries, entry]
    return { ok: true, kind, secret }
  }

  const find = (secret: string | undefined, kind: Screen): Entry | undefined => {
    if (secret === undefined) return undefined
    const found = entries.find((entry) => entry.kind === kind && isSameSecret(secret, entry.fingerprint))
    if (found !== undefined) found.lastSeenAt = clock.now()
    return found
  }

  return {
    tokens,
    pair: (token, from, held) => {
      if (tries.isExhausted(from)) return { ok: false, why: 'tooManyTries' }
      // Both are compared, whatever the first comparison says.
      const isTill = isSameSecret(token, fingerprints.till)
      const isDisplay = isSameSecret(token, fingerprints.display)
      if (!isTill && !isDisplay) {
        tries.note(from)
        return { ok: false, why: 'wrongToken' }
      }
      const kind = isTill ? 'till' : 'display'
      const secret = held[kind]
      return secret !== undefined && find(secret, kind) ? { ok: true, kind, secret } : add(kind)
    },
    find,
    connect: (screen) => {
      const entry = entries.find(({ id }) => id === screen.id)
      if (entry === undefined) return () => undefined
      entry.connections += 1
      return () => {
        entry.connections -= 1
        entry.lastSeenAt = clock.now()
      }
    },
  }
}
