import { oc } from '@orpc/contract'
import type { ErrorCode } from '../errors/codes.ts'
import type { SafeFacts } from '../errors/pos-error.ts'
import type { Role } from '../domain/staff/role.ts'
import type { z as Zod } from 'zod'
import { z } from './z.ts'

/**
 * Who may call a procedure. `anyone` is a paired screen before sign-in; `display` is the customer display, which may
 * call nothing else. The api enforces it; the renderer only hides.
 */
export type Access = 'anyone' | 'display' | Role

/** Facts about a procedure that the api's middleware reads. */
export type ProcedureMeta = Readonly<{ access: Access }>

/** The shape in which every failure crosses: a stable code, one sentence, the next step and safe facts. */
const failure = z.object({
  code: z.custom<ErrorCode>((value) => typeof value === 'string'),
  message: z.string(),
  hint: z.string(),
  details: z.custom<SafeFacts>((value) => typeof value === 'object' && value !== null),
})

/** A failure as the renderer receives it in `error.data`. */
export type Failure = Zod.infer<typeof failure>

const base = oc.$meta<ProcedureMeta>({ access: 'owner' }).errors({
  /** Every rejection and error of ours; `data.code` says which. */
  POS: { status: 422, data: failure },
})

/** Starts a procedure that needs the given access; without it a procedure is the owner's. */
export function procedure(access: Access) {
  return base.meta({ access })
}
