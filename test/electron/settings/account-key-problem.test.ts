import { describe, expect, it } from 'vitest'
import { openPractice } from '../../../electron/practice/open-practice.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import { accountKeyProblem } from '../../../electron/settings/account-key-problem.ts'
import { testXpub } from '../../fixtures/test-till.ts'

describe('accountKeyProblem', () => {
  it('refuses real money at keys that anybody can spend from', async () => {
    const practice = await openPractice({ directory: '/nonexistent', ownChains: true, log: silentLog })
    for (const xpub of [testXpub, practice.settings.backend?.xpub ?? '']) {
      expect(accountKeyProblem(xpub, 'practice')).toBeUndefined()
      expect(accountKeyProblem(xpub, 'testnet')).toBeUndefined()
      expect(accountKeyProblem(xpub, 'live')).toMatch(/published/)
    }
  })

  it('says nothing of the text itself, which may be a private key', () => {
    for (const text of ['xprv9abc', testXpub.slice(0, -1), 'zpub1', '']) {
      const problem = accountKeyProblem(text, 'live') ?? ''
      expect(problem).not.toBe('')
      expect(text !== '' && problem.includes(text)).toBe(false)
    }
  })
})
