import { beforeEach, describe, expect, it, vi } from 'vitest'
import { clientOver } from '../../../renderer/src/host/client-over.ts'
import type { CallLink } from '../../../renderer/src/host/transport.ts'
import { endSession, greetTerminal, useSession } from '../../../renderer/src/stores/session.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'

const hello = { environment: 'practice', shopName: 'Harbour' }
const session = { token: 'token-2', staff: { name: 'Ada' }, idleSeconds: 60 }
let kept: Map<string, string>

beforeEach(() => {
  kept = new Map()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  useSession.setState({ hello: undefined, session: undefined })
})

function terminalWith(resume: () => unknown) {
  const link: CallLink = { call: async (path) => (path[1] === 'hello' ? hello : resume()) }
  return clientOver(link)
}

describe('greetTerminal', () => {
  it('takes the session up again by its token after a reload or a lost connection', async () => {
    kept.set('stablepoint.session', 'token-1')
    await greetTerminal(terminalWith(() => session))
    expect(useSession.getState()).toMatchObject({ hello, session })
  })

  it('stays locked when nobody had signed in', async () => {
    await greetTerminal(
      terminalWith(() => {
        throw new Error('not asked')
      }),
    )
    expect(useSession.getState().session).toBeUndefined()
  })

  it('locks and forgets a token that the terminal no longer knows', async () => {
    kept.set('stablepoint.session', 'token-1')
    useSession.setState({
      session: { ...session, staff: { id: 'a', name: 'Ada', role: 'cashier', hasPin: true } },
    })
    await greetTerminal(
      terminalWith(() => {
        throw new PosError('session.required', 'ended')
      }),
    )
    expect(useSession.getState().session).toBeUndefined()
    expect(kept.size).toBe(0)
  })

  it('keeps the token when the connection fails half-way: the next attempt tries again', async () => {
    kept.set('stablepoint.session', 'token-1')
    const cutOff = terminalWith(() => {
      throw new PosError('connection.lost', 'gone')
    })
    await expect(greetTerminal(cutOff)).rejects.toMatchObject({ code: 'connection.lost' })
    expect(kept.get('stablepoint.session')).toBe('token-1')
  })
})

describe('endSession', () => {
  it('locks the till when the terminal says that the session is over', () => {
    kept.set('stablepoint.session', 'token-1')
    endSession()
    expect(useSession.getState().session).toBeUndefined()
    expect(kept.size).toBe(0)
  })
})
