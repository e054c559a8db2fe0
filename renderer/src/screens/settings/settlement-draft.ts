import type { CredentialsInput } from './settlement-client.ts'
import { checked, type Checked } from './problem-key.ts'

/** What stands in the form. A secret never goes into the store of drafts, which outlives the form. */
export type SettlementDraft = Readonly<{
  clientId: string
  clientSecret: string
  keyId: string
  privateKey: string
}>

/** An empty form. */
export const emptySettlementDraft: SettlementDraft = {
  clientId: '',
  clientSecret: '',
  keyId: '',
  privateKey: '',
}

/** What is typed, as the terminal takes it, or what is wrong with which field. */
export function checkSettlementDraft(draft: SettlementDraft): Checked<CredentialsInput> {
  const clientId = draft.clientId.trim()
  const clientSecret = draft.clientSecret.trim()
  const keyId = draft.keyId.trim()
  const privateKeyPem = draft.privateKey.trim()
  const isHalf = (keyId === '') !== (privateKeyPem === '')
  return checked(
    { clientId, clientSecret, ...(keyId === '' ? {} : { signingKey: { keyId, privateKeyPem } }) },
    {
      ...(clientId === '' ? { clientId: 'settings.problem.missing' } : {}),
      ...(clientSecret === '' ? { clientSecret: 'settings.problem.missing' } : {}),
      ...(isHalf && keyId === '' ? { keyId: 'settings.problem.keyHalf' } : {}),
      ...(isHalf && privateKeyPem === '' ? { privateKey: 'settings.problem.keyHalf' } : {}),
    },
  )
}
