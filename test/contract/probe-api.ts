import { randomUUID } from 'node:crypto'
import type { Connection, Screen } from '../../electron/api/context.ts'
import { answer } from '../../electron/api/failure.ts'
import { os } from '../../electron/api/middleware.ts'
import type { Api, TerminalRouter } from '../../electron/api/serve.ts'
import { openSessions } from '../../electron/api/sessions.ts'
import { randomIds } from '../../electron/platform/ids.ts'
import type { Log, LogFields } from '../../electron/platform/log.ts'
import { reject } from '../../shared/errors/rejected.ts'
import type { Role } from '../../shared/domain/staff/role.ts'

/** A terminal of few procedures whose insides a test can see: who follows, what was logged, what time it is. */
export type Probe = Readonly<{
  api: Api
  /** Streams that are open now, and how often one was told to stop. */
  streams: { open: number; stopped: number }
  /** Lets every open feed send its next event. */
  tick: () => void
  logged: { message: string; fields: LogFields }[]
  clock: { at: number; now: () => number }
  calls: { stuck: number }
}>

const roles: Readonly<Record<string, Role>> = { ada: 'cashier', max: 'manager', olga: 'owner' }

function recordingLog(logged: { message: string; fields: LogFields }[]): Log {
  const note = (message: string, fields: LogFields = {}): void => void logged.push({ message, fields })
  return { info: note, warn: note, error: note }
}

function openTicker(): { next: (signal: AbortSignal | undefined) => Promise<boolean>; tick: () => void } {
  let waiting: ((go: boolean) => void)[] = []
  return {
    next: (signal) =>
      new Promise((resolve) => {
        waiting.push(resolve)
        signal?.addEventListener('abort', () => resolve(false), { once: true })
      }),
    tick: () => {
      const ready = waiting
      waiting = []
      for (const go of ready) go(true)
    },
  }
}

type Insides = Pick<Probe, 'streams' | 'calls'> & ReturnType<typeof openTicker>

/** Yields an event at every tick until it is let go. */
async function* feedOf(insides: Insides, after: number, signal: AbortSignal | undefined) {
  insides.streams.open += 1
  try {
    for (let seq = after + 1; await insides.next(signal); seq += 1) yield { kind: 'caughtUp', seq } as const
  } finally {
    insides.streams.open -= 1
    insides.streams.stopped += 1
  }
}

/** Waits for ever without ever looking at its signal. */
async function* deafDisplay() {
  yield { kind: 'idle', shopName: 'Corner Shop', environment: 'practice' } as const
  await new Promise(() => undefined)
}

function sessionProcedures() {
  const member = (staffId: string) => ({
    id: staffId,
    name: staffId,
    role: roles[staffId] ?? 'cashier',
    hasPin: true,
  })
  return {
    hello: os.session.hello.handler(() => ({
      environment: 'practice',
      ledgerId: 'probe',
      shopName: 'Corner Shop',
      till: 'Till 1',
      currency: 'EUR',
      staff: Object.keys(roles).map(member),
      offerChoice: false,
      setupNeeded: false,
      version: '1',
      unseenChanges: 0,
    })),
    signIn: os.session.signIn.handler(({ context, input }) => {
      const staff = member(input.staffId)
      const session = context.services.sessions.open({
        staffId: staff.id,
        name: staff.name,
        role: staff.role,
      })
      context.connection.session = session
      return { token: session.token, staff, idleSeconds: 60 }
    }),
    touch: os.session.touch.handler(({ context }) => ({ locksAt: context.services.clock.now() })),
    signOut: os.session.signOut.handler(({ context }) => {
      const { connection, services } = context
      if (connection.session) services.sessions.end(connection.session.token)
      connection.session = undefined
      return { signedOutAt: services.clock.now() }
    }),
  }
}

function otherProcedures(insides: Insides) {
  const nothing = { listMinor: 0n, discountMinor: 0n, netMinor: 0n, taxMinor: 0n, tipMinor: 0n }
  return {
    checkout: {
      total: os.checkout.total.handler(({ input }) => ({
        ...nothing,
        currency: 'EUR',
        lines: [],
        taxes: [],
        totalMinor: input.lines[0]?.unitPriceMinor ?? 0n,
      })),
    },
    sales: {
      get: os.sales.get.handler(({ input }) =>
        answer<never>(reject('sale.notFound', { saleId: input.saleId })),
      ),
    },
    settings: {
      get: os.settings.get.handler(() => {
        throw new Error('/var/secret/path is broken')
      }),
      saveShop: os.settings.saveShop.handler(() => ({ seq: 7 })),
      saveRates: os.settings.saveRates.handler(() => ({ seq: 0.5 })),
    },
    catalog: {
      importPart: os.catalog.importPart.handler(({ input }) => ({ received: input.text.length })),
      categories: os.catalog.categories.handler(() => {
        insides.calls.stuck += 1
        return new Promise<never>(() => undefined)
      }),
    },
    feed: {
      follow: os.feed.follow.handler(({ input, signal }) => feedOf(insides, input.after, signal)),
    },
    display: {
      follow: os.display.follow.handler(() => deafDisplay()),
      showBasket: os.display.showBasket.handler(() => ({ shownAt: 1 })),
    },
  }
}

/** Opens a probe; people idle longer than a minute are locked out. */
export function openProbe(): Probe {
  const logged: Probe['logged'] = []
  const clock = { at: Date.UTC(2026, 0, 5, 12), now: () => clock.at }
  const insides: Insides = { streams: { open: 0, stopped: 0 }, calls: { stuck: 0 }, ...openTicker() }
  const router = { session: sessionProcedures(), ...otherProcedures(insides) }
  const services = {
    clock,
    ids: randomIds,
    log: recordingLog(logged),
    sessions: openSessions({ clock, ids: randomIds, idleSeconds: () => 60 }),
  }
  // The suite calls a few procedures; the real terminal, which implements all of them, has a suite of its own.
  const api: Api = { router: router as unknown as TerminalRouter, services }
  return { api, logged, clock, streams: insides.streams, calls: insides.calls, tick: insides.tick }
}

/** A connection of a screen on which nobody has signed in. */
export function newConnection(screen: Screen): Connection {
  return { id: randomUUID(), screen, session: undefined }
}
