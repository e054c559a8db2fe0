import { eventIterator } from '@orpc/contract'
import { environments } from '../domain/settings/settings.ts'
import { roles } from '../domain/staff/role.ts'
import { tokenStates } from '../domain/tokens/token-health.ts'
import type { ErrorCode } from '../errors/codes.ts'
import { evmAddress, fiatCurrency, id, instant, name, signedMinor } from './fields.ts'
import { procedure } from './procedure.ts'
import { endpointUrl, shopSettings } from './settings.ts'
import { z } from './z.ts'

/** How one endpoint of a chain is doing. Counts begin with the start of the watch. */
const endpointHealth = z.object({
  host: z.string(),
  state: z.enum(['inUse', 'standby', 'stale', 'failing', 'refused']),
  problem: z.string().optional(),
  latencyMs: z.number().optional(),
  /** What it is used for now: `reads` blocks, gave the last `secondOpinion`, did the last `audit`. */
  roles: z.array(z.enum(['reads', 'secondOpinion', 'audit'])).max(3),
  /** `open`: not asked until `pausedUntil`; `halfOpen`: the next answer decides. */
  breaker: z.enum(['closed', 'open', 'halfOpen']),
  pausedUntil: instant.optional(),
  /** The newest block it showed, and how old that was at `at` by the clock of the till. */
  headNumber: z.number().int().optional(),
  headAgeMs: z.number().int().min(0).optional(),
  lastHeardAt: instant.optional(),
  errors: z.number().int().min(0),
  lastError: z.object({ at: instant, problem: z.string() }).optional(),
  callsLastMinute: z.number().int().min(0),
  /** Calls a second that the till allows itself at most; less after the endpoint complained. */
  budgetPerSecond: z.number().positive(),
  /** What one log query may ask of it, as learned from its refusals. */
  learned: z.object({
    rangeBlocks: z.number().int().positive(),
    recipientsPerCall: z.number().int().positive(),
  }),
})

/** How one chain, endpoint or part of the terminal is doing. */
const chainHealth = z.object({
  chain: z.string(),
  name: z.string(),
  state: z.enum(['live', 'catchingUp', 'silent']),
  /** Since when it is in this state, by the clock of the till. */
  stateSince: instant,
  /** Why it is silent, in plain sentences. */
  problem: z.string().optional(),
  headNumber: z.number().int().optional(),
  readUpTo: z.number().int().optional(),
  headAt: instant.optional(),
  behindBlocks: z.number().int(),
  /** Where catching up began; absent while the chain is not behind. Progress is `readUpTo` between it and `headNumber`. */
  catchUp: z.object({ fromNumber: z.number().int(), since: instant }).optional(),
  endpoints: z.array(endpointHealth).max(8),
  /** How many unrelated sources the strictest release rule of this chain wants, and how many operators its endpoints have. */
  sourcesWanted: z.number().int().min(1).max(2),
  operators: z.number().int().min(0),
  /** The slow pass over final blocks; absent before its first run. */
  audit: z
    .object({
      upTo: z.number().int(),
      at: instant,
      source: z.string(),
      /** False where the only endpoint had to audit itself. */
      independent: z.boolean(),
      /** Transfers it found that the till had missed, and transfers of the ledger that it did not find, since the start. */
      found: z.number().int().min(0),
      contradicted: z.number().int().min(0),
    })
    .optional(),
  /** The socket that says when to look; absent where none is set up. */
  wake: z
    .object({
      host: z.string(),
      state: z.enum(['connecting', 'listening', 'silent']),
      lastHeardAt: instant.optional(),
      problem: z.string().optional(),
    })
    .optional(),
  /** How the contracts of its tokens stand, as they said last. */
  tokens: z
    .array(
      z.object({
        currency: z.string(),
        state: z.enum(tokenStates),
        at: instant,
        problem: z.string().optional(),
      }),
    )
    .max(200),
  /** Tokens left out because their contract is not what the list says. */
  tokenProblems: z.array(z.object({ currency: z.string(), problem: z.string() })).max(200),
})

/** How the settlement account is doing. */
const backendHealth = z.object({
  name: z.string(),
  /** `starting` until it has answered, or failed to, for the first time. */
  state: z.enum(['live', 'silent', 'starting']),
  /** When it last answered, by the clock of the till. */
  heardAt: instant.optional(),
  /** Why it is silent: a code that has words, and what was said. */
  problem: z
    .object({ code: z.custom<ErrorCode>((value) => typeof value === 'string'), text: z.string() })
    .optional(),
  /** Receive addresses made ahead that no sale has taken. */
  addressesReady: z.number().int().min(0),
  /** So few of them that new sales may soon find none. */
  isLow: z.boolean(),
})

/** The state of the terminal, for the chips in the top bar. */
export const healthView = z.object({
  at: instant,
  chains: z.array(chainHealth).max(40),
  /** Absent while no settlement account is connected. */
  backend: backendHealth.optional(),
  ledger: z.object({
    state: z.enum(['ready', 'diskFull']),
    entries: z.number().int(),
    newestHash: z.string(),
  }),
  /** How far the clock is behind the newest entry; above zero it was set back. */
  clockBehindMs: z.number().int().min(0),
})

const account = z.object({
  account: z.string(),
  currency: z.string(),
  decimals: z.number().int(),
  amountMinor: signedMinor,
})
const addressBalance = z.object({
  chain: z.string(),
  chainName: z.string(),
  symbol: z.string(),
  decimals: z.number().int(),
  ledgerMinor: signedMinor,
  chainMinor: signedMinor.optional(),
  problem: z.string().optional(),
})

/** Health, backup and proof of the terminal. */
export const systemContract = {
  health: procedure('cashier').output(eventIterator(healthView)),
  /**
   * Asks every network at once, and every endpoint that is left alone, except where the endpoint itself asked for the
   * pause, or hid a transfer: those are named.
   */
  askNow: procedure('manager').output(
    z.object({
      networks: z.number().int(),
      leftAlone: z.array(z.object({ chain: z.string(), host: z.string(), until: instant })).max(320),
    }),
  ),
  /** Writes a consistent copy of the ledger while selling goes on. */
  backup: procedure('manager').output(
    z.object({
      file: z.string(),
      entries: z.number().int(),
      newestHash: z.string(),
      bytes: z.number().int(),
    }),
  ),
  /** Re-computes the hash chain and the postings of the whole journal. */
  verify: procedure('manager').output(
    z.object({
      ok: z.boolean(),
      entries: z.number().int(),
      postings: z.number().int(),
      newestHash: z.string(),
      problem: z.string().optional(),
    }),
  ),
  accounts: procedure('manager').output(z.array(account).max(1_000)),
  /** What the receive addresses hold, by the ledger and by the chains. */
  balances: procedure('manager').output(z.array(addressBalance).max(200)),
}

/** First start: choosing the environment, and finishing the set-up of testnet or live. */
export const setupContract = {
  /** Practice goes on at once; testnet and live restart the terminal in their own data folder. */
  choose: procedure('anyone')
    .input(z.object({ environment: z.enum(environments) }))
    .output(z.object({ environment: z.enum(environments) })),
  status: procedure('anyone').output(
    z.object({
      environment: z.enum(environments),
      steps: z.array(
        z.object({
          id: z.enum(['shop', 'staff', 'wallet', 'networks', 'confirm']),
          done: z.boolean(),
          problem: z.string().optional(),
        }),
      ),
      shop: shopSettings,
      staff: z.array(z.object({ id, name, role: z.enum(roles), hasPin: z.boolean() })).max(50),
      currencies: z.array(fiatCurrency),
      networks: z
        .array(
          z.object({
            chain: z.string(),
            name: z.string(),
            testnet: z.boolean(),
            tokens: z.array(z.string()),
            endpoints: z.array(z.string()),
          }),
        )
        .max(40),
      xpub: z.string().optional(),
      firstAddresses: z.array(evmAddress).max(5),
    }),
  ),
  /** The first receive addresses of a key, before any is saved. */
  previewAddresses: procedure('anyone')
    .input(z.object({ xpub: z.string().max(200) }))
    .output(z.object({ addresses: z.array(evmAddress).max(5) })),
  /** Finishes the set-up at once or not at all; refused once the till is set up. */
  complete: procedure('anyone')
    .input(
      z.object({
        shop: shopSettings,
        staff: z
          .array(z.object({ id, name, role: z.enum(roles), pin: z.string().regex(/^\d{4,8}$/) }))
          .min(1)
          .max(20),
        xpub: z.string().max(200),
        networks: z
          .array(
            z.object({
              chain: z.string().max(32),
              endpoints: z.array(endpointUrl).min(1).max(8),
              tokens: z.array(z.string().max(16)).min(1).max(20),
            }),
          )
          .min(1)
          .max(20),
        /** The first receive address as the owner read it in the wallet: live is refused without it. */
        confirmedAddress: evmAddress.optional(),
      }),
    )
    .output(z.object({ environment: z.enum(environments) })),
}

const customerBalance = z.object({
  chain: z.string(),
  chainName: z.string(),
  symbol: z.string(),
  decimals: z.number().int(),
  amountMinor: signedMinor,
})

/** The practice customer, who pays without an account and without the internet. Practice only. */
export const practiceContract = {
  customer: procedure('cashier').output(
    z.object({ name, address: evmAddress, balances: z.array(customerBalance).max(100) }),
  ),
  /** Pays an open checkout: exactly, too little, too much, twice, or with another token than the one shown. */
  pay: procedure('cashier')
    .input(z.object({ saleId: id, how: z.enum(['exact', 'less', 'more', 'twice', 'otherToken']) }))
    .output(z.object({ txHashes: z.array(z.string()).max(2) })),
  /** Whether the play Paxos is out, and an outage to practise with: sales go on, and what is to be sent waits. */
  outage: procedure('manager').output(z.object({ isOn: z.boolean() })),
  setOutage: procedure('manager')
    .input(z.object({ isOn: z.boolean() }))
    .output(z.object({ isOn: z.boolean() })),
  /** Pays what a scanned code says. */
  payUri: procedure('cashier')
    .input(z.object({ uri: z.string().max(400) }))
    .output(z.object({ txHashes: z.array(z.string()).max(2) })),
}
