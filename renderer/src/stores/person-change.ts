import { goHome } from './router.ts'
import { sessionMemory } from './session-memory.ts'

const forgets = new Set<() => void>()

/**
 * Has something forgotten when somebody else signs in: what one person typed or narrowed is not the next one's. The
 * basket is not of this kind: it belongs to the customer at the till, whoever serves.
 */
export function forgetWithPerson(forget: () => void): void {
  forgets.add(forget)
}

/**
 * Somebody has signed in. Whoever unlocks their own till goes on where they were; everybody else starts on the till's
 * first screen and finds nothing of the person before.
 */
export function welcomePerson(staffId: string): void {
  if (sessionMemory.readPerson() === staffId) return
  sessionMemory.keepPerson(staffId)
  for (const forget of forgets) forget()
  goHome()
}
