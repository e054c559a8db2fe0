import type { Screen } from '../api/context.ts'
import type { HeldSecrets } from './pairing.ts'

const headerMax = 8_192

/** Browsers keep cookies by host and not by port, so the name carries it: two kiosks on a machine stay apart. */
function cookieName(kind: Screen, port: number): string {
  return `stablepoint_${kind}_${port}`
}

/** The cookies of this kiosk in a Cookie header. */
export function readCookies(header: string | undefined, port: number): HeldSecrets {
  const pairs = (header ?? '').slice(0, headerMax).split(';')
  const find = (kind: Screen): string | undefined => {
    const start = `${cookieName(kind, port)}=`
    return pairs
      .map((pair) => pair.trim())
      .find((pair) => pair.startsWith(start))
      ?.slice(start.length)
  }
  return { till: find('till'), display: find('display') }
}

/** Gives a browser its secret: out of reach of scripts, never sent along with a request another site caused. */
export function makeCookie(kind: Screen, secret: string, port: number): string {
  return `${cookieName(kind, port)}=${secret}; Path=/; HttpOnly; SameSite=Strict`
}
