import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Screen, Session } from '../../electron/api/context.ts'
import { directClient } from '../../electron/api/serve.ts'
import type { OpenTerminal } from '../../electron/terminal-options.ts'
import { contract } from '../../shared/contract/contract.ts'
import type { Access, ProcedureMeta } from '../../shared/contract/procedure.ts'
import { mayActAs, roles, type Role } from '../../shared/domain/staff/role.ts'
import { failureOf } from './failure-of.ts'
import { openTestTerminal } from './test-terminal.ts'

type Who = 'nobody' | 'display' | Role

function accessOf(definition: { '~orpc': { meta: ProcedureMeta } }): Access {
  return definition['~orpc'].meta.access
}

const procedures = Object.entries(contract).flatMap(([group, verbs]) =>
  Object.entries(verbs).map(([verb, definition]) => ({ group, verb, access: accessOf(definition) })),
)

/** What the contract's access means for somebody: in, or the code of the refusal. */
function expected(who: Who, access: Access, name: string): string | undefined {
  if (who === 'display')
    return access === 'display' || name === 'session.hello' ? undefined : 'session.forbidden'
  if (access === 'anyone') return undefined
  if (who === 'nobody') return 'session.required'
  return access === 'display' || mayActAs(who, access) ? undefined : 'session.forbidden'
}

describe('every procedure', () => {
  let terminal: OpenTerminal
  beforeAll(async () => {
    terminal = await openTestTerminal()
  })
  afterAll(() => terminal.stop())

  function connect(who: Who) {
    const { sessions } = terminal.api.services
    const screen: Screen = who === 'display' ? 'display' : 'till'
    const role = roles.find((candidate) => candidate === who)
    const session: Session | undefined = role && sessions.open({ staffId: role, name: role, role })
    const client: unknown = directClient(terminal.api, { id: `conn-${who}`, screen, session })
    return client as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
  }

  // Input that no schema takes: whoever is let in is told so, and nothing is done. Without an input schema the call works.
  const junk = 7

  it.each<Who>(['nobody', 'display', ...roles])('is open to %s exactly as its access says', async (who) => {
    const wrong: string[] = []
    for (const { group, verb, access } of procedures) {
      const name = `${group}.${verb}`
      if (name === 'session.signOut' || name === 'system.backup') continue
      const call = connect(who)[group]?.[verb]
      if (!call) throw new Error(`${name} is not there`)
      const outcome = await call(junk).then(
        async (output) => {
          if (
            typeof output === 'object' &&
            output !== null &&
            'return' in output &&
            typeof output.return === 'function'
          )
            await output.return(undefined)
          return undefined
        },
        async (error: unknown) => (await failureOf(Promise.reject(error))).code,
      )
      const refusal = expected(who, access, name)
      const isRefused = outcome === 'session.required' || outcome === 'session.forbidden'
      // Without a session there is nothing to keep alive, whoever may ask.
      if (name === 'session.touch' && who === 'nobody' && outcome === 'session.required') continue
      if (refusal === undefined ? isRefused : outcome !== refusal)
        wrong.push(`${who} at ${name} (${access}): ${String(outcome)} instead of ${String(refusal)}`)
    }
    expect(wrong).toEqual([])
  })

  it('covers the whole contract', () => {
    expect(procedures.length).toBeGreaterThan(45)
    expect(new Set(procedures.map(({ access }) => access))).toEqual(new Set(['anyone', 'display', ...roles]))
  })
})
