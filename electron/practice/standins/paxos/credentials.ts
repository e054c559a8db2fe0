import type { JsonWebKey } from 'node:crypto'

/** A key requests are signed with, as it is entered in the dashboard. */
type SigningKey = Readonly<{ kid: string; publicKey: JsonWebKey }>

/** An API client: its scopes, and whether its requests must be signed. */
export type Credential = Readonly<{
  clientId: string
  clientSecret: string
  scopes: readonly string[]
  signing?: Readonly<{ keys: readonly SigningKey[] }> | undefined
}>

/** Every scope of the calls that this server answers. */
export const allScopes = [
  'funding:read_profile',
  'funding:write_profile',
  'transfer:write_deposit_address',
  'transfer:read_deposit_address',
  'transfer:read_transfer',
  'transfer:write_crypto_withdrawal',
  'fee:write_crypto_withdrawal_fee',
  'transfer:read_crypto_destination_address',
  'transfer:write_crypto_destination_address',
  'transfer:read_fiat_account',
  'transfer:write_fiat_account',
  'transfer:write_fiat_withdrawal',
  'transfer:read_fiat_deposit_instructions',
  'transfer:write_fiat_deposit_instructions',
  'orchestration:read_orchestration',
  'orchestration:write_orchestration',
  'orchestration:read_orchestration_rule',
  'orchestration:write_orchestration_rule',
  'events:read_event',
  'transfer:read_transfer_limit',
  'transfer:write_internal_transfer',
  'transfer:write_sandbox_fiat_deposit',
  'transfer:update_crypto_deposit',
  'transfer:reject_crypto_deposit',
] as const

/** The client of practice mode: public and worthless, as everything in practice. */
export const practiceCredential: Credential = {
  clientId: 'practice-till',
  clientSecret: 'practice-secret-worth-nothing',
  scopes: allScopes,
}
