import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { os } from './middleware.ts'
import { openSessions } from './sessions.ts'
import { directClient, serveMessagePort } from './serve.ts'
import { systemClock } from '../platform/clock.ts'
import { randomIds } from '../platform/ids.ts'
import { jsonLog } from '../platform/log.ts'
const sessions = openSessions({ clock: systemClock, ids: randomIds, idleSeconds: () => 300 })
const services = { sessions, clock: systemClock, ids: randomIds, log: jsonLog((l) => void process.stderr.write(l), Date.now) }
const router = { session: { signIn: os.session.signIn.handler(({ context, input }) => { const s = sessions.open({ staffId: input.staffId, name: 'A', role: 'cashier' }); context.connection.session = s; return { token: s.token, staff: { id: s.staffId, name: 'A', role: 'cashier', hasPin: true }, idleSeconds: 300 } }),
 touch: os.session.touch.handler(() => ({ locksAt: 5 })), signOut: os.session.signOut.handler(() => { throw new Error('secret inside') }) },
 display: { follow: os.display.follow.handler(async function* () { yield { kind: 'idle', shopName: 'x', environment: 'practice' } as const; await new Promise(() => {}) }) },
 settings: { saveRates: os.settings.saveRates.handler(() => ({seq: 1})) },
} as any
const { port1, port2 } = new MessageChannel()
const api = { router, services }
serveMessagePort(api, port1, { id: 'c1', screen: 'till', session: undefined }); port1.start()
const viaPort: any = createORPCClient(new RPCLink({ port: port2 as any })); port2.start()
for (const c of [directClient(api, { id: 'c2', screen: 'till', session: undefined }) as any, viaPort]) {
  const t = (p: Promise<any>) => p.then((v) => console.log(v), (e) => console.log(e.constructor.name, e.code, e.defined, JSON.stringify(e.data)))
  await t(c.session.touch())
  await t(c.session.signIn({ staffId: 'x y', pin: 'abc' }))
  await t(c.session.signIn({ staffId: 'x', pin: '1111' }))
  await t(c.session.touch())
  await t(c.session.signOut())
  await t(c.session.nothing())
  await t(c.settings.saveRates({ rates: [] }))
  const ac = new AbortController()
  const it = await c.display.follow(undefined, { signal: ac.signal })
  console.log(await it.next())
  const p = it.next().catch((e: any) => 'ERR ' + e.message)
  setTimeout(() => it.return?.(), 50)
  console.log('after', await p)
}
port2.close()
