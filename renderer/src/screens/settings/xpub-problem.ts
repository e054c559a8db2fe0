import type { ProblemKey } from './problem-key.ts'

/** An account's extended public key. */
const xpubPattern = /^xpub[1-9A-HJ-NP-Za-km-z]{100,120}$/

/** What is wrong with a key before the terminal has derived from it. A private key is named as what it is. */
export function xpubProblem(text: string): ProblemKey | undefined {
  const xpub = text.trim()
  if (xpub.startsWith('xprv')) return 'settings.problem.privateKey'
  return xpubPattern.test(xpub) ? undefined : 'settings.problem.xpub'
}
