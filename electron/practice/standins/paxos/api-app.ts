import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { Hono, type Context } from 'hono'
import { cryptoDepositRoutes } from './crypto-deposits.ts'
import { cryptoWithdrawalRoutes } from './crypto-withdrawals.ts'
import { depositAddressRoutes } from './deposit-addresses.ts'
import { depositInstructionRoutes } from './deposit-instructions.ts'
import { destinationAddressRoutes } from './destination-addresses.ts'
import { doDueWork } from './due-work.ts'
import { eventRoutes } from './events.ts'
import { feeQuoteRoutes } from './fee-quotes.ts'
import { fiatAccountRoutes } from './fiat-accounts.ts'
import { fiatWithdrawalRoutes } from './fiat-withdrawals.ts'
import { internalTransferRoutes } from './internal-transfers.ts'
import { distortLists, foreignProfileId, type ListDistortion } from './list-distortions.ts'
import { orchestrationRuleRoutes } from './orchestration-rules.ts'
import { orchestrationRoutes } from './orchestrations.ts'
import { alreadyExists, badRequest, Problem, toResponse } from './problems.ts'
import { profileRoutes } from './profiles.ts'
import type { RateLimits } from './rate-limits.ts'
import type { RequestFault, RequestFaults } from './request-faults.ts'
import { checkSignature } from './request-signature.ts'
import type { Route } from './route.ts'
import { sandboxDepositRoutes } from './sandbox-deposits.ts'
import type { Tokens } from './tokens.ts'
import { transferLimitRoutes } from './transfer-limits.ts'
import { transferRoutes } from './transfers.ts'
import type { World } from './world.ts'

type Env = { Bindings: HttpBindings }

/** What stands between the socket and the resources. */
export type Doors = Readonly<{
  world: World
  tokens: Tokens
  rates: RateLimits
  requests: RequestFaults
  distortion: () => ListDistortion
  calls: Map<string, number>
}>

const routes: readonly Route[] = [
  ...profileRoutes,
  ...depositAddressRoutes,
  ...transferRoutes,
  ...cryptoDepositRoutes,
  ...cryptoWithdrawalRoutes,
  ...feeQuoteRoutes,
  ...destinationAddressRoutes,
  ...fiatAccountRoutes,
  ...fiatWithdrawalRoutes,
  ...depositInstructionRoutes,
  ...sandboxDepositRoutes,
  ...internalTransferRoutes,
  ...transferLimitRoutes,
  ...orchestrationRoutes,
  ...orchestrationRuleRoutes,
  ...eventRoutes,
]

const tooMany = (retryAfterSeconds?: number): Response => {
  const response = toResponse(new Problem('about:blank', 429, 'rate limit exceeded'))
  if (retryAfterSeconds !== undefined) response.headers.set('retry-after', String(retryAfterSeconds))
  return response
}

/** The connection breaks, or stays silent until the other side gives up. */
async function leaveUnanswered({ env: { outgoing } }: Context<Env>, isBroken: boolean): Promise<Response> {
  if (isBroken) outgoing.destroy()
  else if (!outgoing.destroyed) await once(outgoing, 'close')
  return RESPONSE_ALREADY_SENT
}

function readJson(raw: Buffer): unknown {
  if (raw.length === 0) return undefined
  try {
    return JSON.parse(raw.toString('utf8'))
  } catch (error) {
    throw badRequest(`body is not JSON: ${error instanceof Error ? error.message : ''}`)
  }
}

function otherRecord(world: World, body: unknown): Problem {
  const asked = typeof body === 'object' && body !== null ? body : {}
  const other = {
    ...asked,
    id: world.uuid(),
    profile_id: foreignProfileId,
    amount: '999.99',
    total: '999.99',
  }
  return alreadyExists('a record with this ref_id', other)
}

/** Before the request is done: an answer that ends it, or nothing. */
async function strikeBefore(
  context: Context<Env>,
  fault: RequestFault | undefined,
): Promise<Response | undefined> {
  switch (fault?.kind) {
    case 'noAnswerBeforeCommit':
    case 'lostRequest':
      return await leaveUnanswered(context, fault.kind === 'lostRequest')
    case 'errorBeforeCommit':
      return toResponse(new Problem('about:blank', fault.status, 'the request was not handled'))
    case 'tooManyRequests':
      return tooMany(fault.retryAfterSeconds)
    case 'unauthorized':
      return toResponse(new Problem('about:blank', 401, 'missing or invalid access token'))
    case 'delay':
      await delay(fault.delayMs)
      return undefined
    case 'otherRecord':
    case 'noAnswerAfterCommit':
    case 'lostAnswerAfterCommit':
    case 'garbledAnswerAfterCommit':
    case 'errorAfterCommit':
    case undefined:
      return undefined
  }
}

/** After the request is done and kept: what the caller gets instead of its answer. */
async function strikeAfter(
  context: Context<Env>,
  fault: RequestFault | undefined,
  answer: Response,
): Promise<Response> {
  switch (fault?.kind) {
    case 'noAnswerAfterCommit':
    case 'lostAnswerAfterCommit':
      return await leaveUnanswered(context, fault.kind === 'lostAnswerAfterCommit')
    case 'garbledAnswerAfterCommit':
      return new Response('{"id":"', { headers: { 'content-type': 'application/json' } })
    case 'errorAfterCommit':
      return toResponse(new Problem('about:blank', fault.status, 'the answer was lost on its way'))
    case 'noAnswerBeforeCommit':
    case 'lostRequest':
    case 'errorBeforeCommit':
    case 'tooManyRequests':
    case 'unauthorized':
    case 'delay':
    case 'otherRecord':
    case undefined:
      return answer
  }
}

function count({ calls }: Doors, endpoint: string): void {
  calls.set(endpoint, (calls.get(endpoint) ?? 0) + 1)
}

async function answerRoute(
  doors: Doors,
  route: Route,
  context: Context<Env>,
  fault: RequestFault | undefined,
): Promise<Response> {
  const { world, tokens, distortion } = doors
  try {
    const raw = Buffer.from(await context.req.arrayBuffer())
    const credential = tokens.check(context.req.header('authorization'), route.scope)
    const path = context.env.incoming.url ?? ''
    const signature = context.req.header('paxos-signature')
    checkSignature(credential, { method: route.method, path, body: raw, signature }, world.clock.now())
    const body = readJson(raw)
    if (fault?.kind === 'otherRecord') throw otherRecord(world, body)
    doDueWork(world)
    const query = new URL(path, 'http://standin').searchParams
    const asked = { params: context.req.param(), query, body }
    const answer = world.store.atomically(() => route.handle(world, asked))
    return Response.json(distortLists(answer, distortion()))
  } catch (error) {
    if (error instanceof Problem) return toResponse(error)
    throw error
  }
}

async function answerToken(doors: Doors, context: Context<Env>): Promise<Response> {
  const form: Readonly<Record<string, unknown>> = await context.req.parseBody()
  return doors.tokens.grant(form, context.req.header('authorization'))
}

/** Rate limit, fault, work, fault: the way of every request. */
async function pass(
  doors: Doors,
  context: Context<Env>,
  endpoint: string,
  work: (fault: RequestFault | undefined) => Promise<Response>,
): Promise<Response> {
  count(doors, endpoint)
  if (!doors.rates.pass(endpoint)) return tooMany()
  const fault = doors.requests.strike(context.req.method, context.req.path)
  const instead = await strikeBefore(context, fault)
  return instead ?? (await strikeAfter(context, fault, await work(fault)))
}

/** The server's application: the token endpoint, and every call of the API. */
export function createApiApp(doors: Doors): Hono<Env> {
  const app = new Hono<Env>()
  app.post('/oauth2/token', (context) =>
    pass(doors, context, 'POST /oauth2/token', () => answerToken(doors, context)),
  )
  for (const route of routes)
    app.on(route.method, route.path, (context) =>
      pass(doors, context, `${route.method} ${route.path}`, (fault) =>
        answerRoute(doors, route, context, fault),
      ),
    )
  app.notFound(() => toResponse(new Problem('about:blank', 404, 'Not Found')))
  app.onError((error) => {
    doors.world.log.error('The practice Paxos failed', { problem: error.message })
    return toResponse(new Problem('about:blank', 500, error.message))
  })
  return app
}
