import { useSyncExternalStore } from 'react'

/** Where the page is: `#/checkout/sale-1` is screen `checkout` with the parts `['sale-1']`. */
export type Route = Readonly<{ screen: string; parts: readonly string[] }>

/** The screen a till opens on. */
const homePath = '/register'

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    // A hand-typed address with a stray `%` is taken as it stands.
    return part
  }
}

/** Reads a location hash; an empty one is the register. */
export function parseRoute(hash: string): Route {
  const parts = hash.replace(/^#/, '').split('/').filter(Boolean).map(decode)
  const [screen = homePath.slice(1), ...rest] = parts
  return { screen, parts: rest }
}

/** The hash of a screen, with its parts escaped. */
export function formatRoute(screen: string, ...parts: readonly string[]): string {
  return `#/${[screen, ...parts].map(encodeURIComponent).join('/')}`
}

/** Goes to a screen. */
export function navigate(screen: string, ...parts: readonly string[]): void {
  window.location.hash = formatRoute(screen, ...parts)
}

/** Goes to the screen that everybody starts on: whoever signs in, of any role, is there to sell first. */
export function goHome(): void {
  window.location.hash = `#${homePath}`
}

let last: Readonly<{ hash: string; route: Route }> = { hash: '', route: parseRoute('') }

/** The same object for the same hash, which a store subscription needs. */
function currentRoute(): Route {
  const { hash } = window.location
  if (hash !== last.hash) last = { hash, route: parseRoute(hash) }
  return last.route
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

/** The current route; the component renders again when it changes. */
export function useRoute(): Route {
  return useSyncExternalStore(subscribe, currentRoute)
}
