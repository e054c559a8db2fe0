import { navigate } from './router.ts'
import type { Hello } from './session.ts'

/**
 * A till that has entered or left a drill is another till, with another ledger: the page starts anew, so that no basket and
 * no sale of the one is shown in the other. After a drill everybody wants to see the scores.
 */
export function startAnewAfterDrill(before: Hello | undefined, now: Hello | undefined): void {
  if (before === undefined || now === undefined || before.drill === now.drill) return
  navigate(now.drill === undefined ? 'drills' : 'register')
  window.location.reload()
}
