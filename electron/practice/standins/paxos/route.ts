import type { ZodType } from 'zod'
import { z } from '../../../../shared/contract/z.ts'
import { amountOf, parseAmount } from './amounts.ts'
import { badRequest } from './problems.ts'
import type { World } from './world.ts'

/** A request that passed the doors. */
export type Asked = Readonly<{
  params: Readonly<Record<string, string>>
  query: URLSearchParams
  body: unknown
}>

/** One call of the API. `handle` runs within one transaction of the store. */
export type Route = Readonly<{
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  scope: string
  handle: (world: World, asked: Asked) => unknown
}>

/** `metadata`: up to 6 pairs of at most 100 characters each. */
export const metadataSchema = z
  .record(z.string().max(100), z.string().max(100))
  .refine((pairs) => Object.keys(pairs).length <= 6, 'metadata has more than 6 entries')
  .optional()

export const uuidSchema = z.guid()

/** An amount of more than zero. */
export const amountSchema = z
  .string()
  .refine((text) => (parseAmount(text) ?? 0n) > 0n, 'amount must be a positive decimal')

/**
 * Reads a body.
 * @throws {Problem} 400 with the field that is wrong
 */
export function readBody<T>(schema: ZodType<T>, body: unknown): T {
  const read = schema.safeParse(body)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw badRequest(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`)
}

/**
 * The one of `amount` and `total` that was given.
 * @throws {Problem} 400 for both or none
 */
export function amountOrTotal(
  body: Readonly<{ amount?: string | undefined; total?: string | undefined }>,
): Readonly<{
  is: 'amount' | 'total'
  value: bigint
}> {
  const { amount, total } = body
  if (amount !== undefined && total === undefined) return { is: 'amount', value: amountOf(amount) }
  if (total !== undefined && amount === undefined) return { is: 'total', value: amountOf(total) }
  throw badRequest('exactly one of amount or total must be set')
}

/** First-party customers have no identities. */
export function refuseIdentity(body: Readonly<{ identity_id?: string | undefined }>): void {
  if (body.identity_id !== undefined) throw badRequest('identity_id forbidden for first-party customers')
}
