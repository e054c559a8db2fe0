import { bankReviews, checkIds } from '../domain/settlement/connection-check.ts'
import type { ErrorCode } from '../errors/codes.ts'
import { instant, reason } from './fields.ts'
import { procedure } from './procedure.ts'
import { paxosSettlement } from './settings.ts'
import { z } from './z.ts'

const errorCode = z.custom<ErrorCode>((value) => typeof value === 'string')
const profileId = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,64}$/, 'The id of a profile has letters, digits and hyphens')
const symbol = z.string().regex(/^[A-Za-z0-9]{1,16}$/)

/** What was found when an account was tried. */
export const connectionTest = z
  .object({
    at: instant,
    checks: z
      .array(
        z
          .object({
            id: z.enum(checkIds),
            state: z.enum(['works', 'missing', 'refused', 'unreachable']),
            missing: z.array(z.string().max(100)).max(60).readonly(),
            whoMustAct: z.enum(['you', 'support', 'nobody']),
            problem: errorCode.optional(),
            said: z.string().max(300).optional(),
          })
          .readonly(),
      )
      .max(20)
      .readonly(),
    profiles: z
      .array(z.object({ id: z.string().max(200), nickname: z.string().max(1_000) }).readonly())
      .max(200)
      .readonly(),
    bankAccounts: z
      .array(
        z
          .object({
            bankName: z.string().max(1_000),
            numberTail: z.string().max(4),
            review: z.enum(bankReviews),
          })
          .readonly(),
      )
      .max(100)
      .readonly(),
  })
  .readonly()

/**
 * What an owner types in. It goes into the main process and never comes out again: no answer of this contract holds any of it
 * but whether there is one.
 */
const credentials = z
  .object({
    clientId: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .regex(/^[\x21-\x7e]+$/, 'A client id has no spaces'),
    clientSecret: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .regex(/^[\x21-\x7e]+$/, 'A client secret has no spaces'),
    signingKey: z
      .object({
        keyId: z
          .string()
          .trim()
          .min(1)
          .max(200)
          .regex(/^[\x21-\x7e]+$/, 'The id of a key has no spaces'),
        privateKeyPem: z
          .string()
          .trim()
          .max(8_000)
          .regex(
            /^-----BEGIN [A-Z ]*PRIVATE KEY-----/,
            'A private key begins with -----BEGIN PRIVATE KEY-----',
          ),
      })
      .optional(),
  })
  .readonly()

/** The account that money is settled with, as screens see it. */
const status = z.object({
  /** The one this environment may settle with. */
  host: paxosSettlement.unwrap().shape.host,
  /** The account in force; nothing where none is connected. */
  account: paxosSettlement.optional(),
  profileName: z.string().max(1_000).optional(),
  connectedAt: instant.optional(),
  /** Whether this machine keeps credentials for it. In practice they are public and need no keeping. */
  hasSecret: z.boolean(),
  /** Why credentials can be neither kept nor read here. */
  secretsClosed: errorCode.optional(),
  lastTest: connectionTest.optional(),
  /** The tokens the till takes, by symbol. */
  symbols: z.array(symbol).max(200),
  /** True where a configuration file names the account: it is shown and not changed. */
  fromFile: z.boolean(),
})

const done = z.object({ ok: z.literal(true) })

/** The account at Paxos that money is settled with. */
export const settlementContract = {
  status: procedure('manager').output(status),
  /** Tries credentials, or those that are kept. Nothing is stored, and nothing is changed at Paxos. */
  test: procedure('owner')
    .input(z.object({ credentials: credentials.optional(), profileId: profileId.optional() }))
    .output(connectionTest),
  /** Tries them again, keeps them sealed, and settles with the account from then on. */
  connect: procedure('owner').input(z.object({ credentials, profileId })).output(done),
  /** Forgets the credentials. Refused while refunds or payouts are unfinished. */
  disconnect: procedure('owner').input(z.object({ reason })).output(done),
  /** Which tokens become dollars on arrival, at addresses made from now on. */
  chooseConversions: procedure('owner')
    .input(z.object({ convertToUsd: z.array(symbol).max(20) }))
    .output(done),
}
