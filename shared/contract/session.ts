import { drillKinds } from '../domain/drill/drill.ts'
import { roles } from '../domain/staff/role.ts'
import { environments } from '../domain/settings/settings.ts'
import { fiatCurrency, id, instant, name } from './fields.ts'
import { procedure } from './procedure.ts'
import { z } from './z.ts'

const member = z.object({ id, name, role: z.enum(roles), hasPin: z.boolean() }).readonly()
const session = z.object({ token: z.string(), staff: member, idleSeconds: z.number().int() }).readonly()

/** Signing in by PIN, and what every screen may know before it. */
export const sessionContract = {
  /** The till as it greets: environment, shop, staff tiles. */
  hello: procedure('anyone').output(
    z
      .object({
        environment: z.enum(environments),
        /** Names the ledger behind this till; another one after a restore, so that a page forgets what it kept. */
        ledgerId: z.string().max(80),
        /** The drill that the till is in. */
        drill: z.enum(drillKinds).optional(),
        shopName: z.string(),
        till: z.string(),
        currency: fiatCurrency,
        staff: z.array(member).readonly(),
        /** Show the choice of practice, testnet or live: nobody has chosen yet. */
        offerChoice: z.boolean(),
        /** The set-up that must be finished before the till can sell. */
        setupNeeded: z.boolean(),
        version: z.string(),
        /** Changes of receive addresses, release rules or staff that an owner has not seen yet. */
        unseenChanges: z.number().int(),
      })
      .readonly(),
  ),
  signIn: procedure('anyone')
    .input(z.object({ staffId: id, pin: z.string().regex(/^\d{4,8}$/, 'A PIN has four to eight digits') }))
    .output(session),
  /** Takes a session up again after a lost connection. */
  resume: procedure('anyone')
    .input(z.object({ token: z.string().min(20).max(100) }))
    .output(session),
  signOut: procedure('cashier').output(z.object({ signedOutAt: instant })),
  /** The person is still there: keeps an idle till from locking. */
  touch: procedure('cashier').output(z.object({ locksAt: instant })),
}
