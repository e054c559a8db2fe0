import { describe, expect, it } from 'vitest'
import { errors } from '../../../renderer/src/i18n/en/errors.ts'
import { errorCodes } from '../../../shared/errors/codes.ts'

describe('errors', () => {
  it('says for every code what happened and what to do, and knows no other code', () => {
    expect(Object.keys(errors).toSorted()).toEqual(Object.keys(errorCodes).toSorted())
  })

  it.each(Object.entries(errors))('%s is two short sentences without jargon', (_code, { text, hint }) => {
    expect(text).toMatch(/^[A-Z].{4,70}\.$/)
    expect(hint).toMatch(/^[A-Z].{4,90}\.$/)
    expect(`${text} ${hint}`).not.toMatch(/\b(RPC|tx|nonce|revert|reorg|null|undefined|exception)\b/i)
  })
})
