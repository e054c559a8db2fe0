import { RPCLink } from '@orpc/client/message-port'
import { createORPCClient } from '@orpc/client'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkFrame, encodeFailure, frameMax } from '../../../electron/api/frames.ts'
import { makeFailure } from '../../../electron/api/failure.ts'
import type { TerminalClient } from '../../../shared/contract/contract.ts'

/** What the client library itself sends for a call, a resumed stream and a cancellation. */
async function realFrames(): Promise<readonly unknown[]> {
  const sent: unknown[] = []
  const port = { postMessage: (message: unknown) => void sent.push(message), on: () => undefined }
  const client: TerminalClient = createORPCClient(new RPCLink({ port }))
  const controller = new AbortController()
  const options = { signal: controller.signal, lastEventId: '41' }
  const pending = [client.session.hello(), client.feed.follow({ after: 41 }, options)]
  for (const call of pending) call.catch(() => undefined)
  await new Promise((resolve) => setImmediate(resolve))
  controller.abort()
  await new Promise((resolve) => setImmediate(resolve))
  return sent
}

describe('checkFrame', () => {
  it('lets through what the client library sends', async () => {
    const frames = await realFrames()
    expect(frames).toHaveLength(3)
    for (const frame of frames) expect(checkFrame(frame)).toEqual({ ok: true })
  })

  it('reads the id even of a message that is too large to parse', () => {
    const message = `{"i":"k7","p":{"u":"/a","b":"${'x'.repeat(frameMax)}"}}`
    expect(checkFrame(message)).toEqual({ ok: false, id: 'k7', why: 'tooLarge' })
  })

  it.each([
    [{ i: '1', t: 3, p: { e: 'message' } }, 'a stream from the page'],
    [{ i: '1', t: 2, p: { u: '/a/b' } }, 'an answer'],
    [{ i: '1', p: { u: '/a/b' }, extra: 1 }, 'a field that is none'],
    [{ i: '1' }, 'no payload'],
    [{ i: '1', p: null }, 'an empty payload'],
    [{ i: '1', p: { u: 7 } }, 'a path that is no text'],
    [{ i: '1', p: { u: '/a/b', h: { 'last-event-id': ['1', '2'] } } }, 'a header twice'],
    [{ i: '1', p: { u: '/a/b', h: { 'last-event-id': 'x'.repeat(101) } } }, 'a long header'],
    [{ i: '1', p: { u: `/${'a'.repeat(300)}` } }, 'a long path'],
  ])('refuses %j: %s', (frame, _why) => {
    expect(checkFrame(JSON.stringify(frame))).toEqual({ ok: false, id: '1', why: 'malformed' })
  })

  it('never throws, whatever arrives', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.json(), fc.string()), (message) => {
        const check = checkFrame(message)
        expect(typeof check.ok).toBe('boolean')
      }),
    )
  })
})

describe('encodeFailure', () => {
  it('is read by the client library as the typed failure of the call', async () => {
    let receive: (event: { data: string }) => void = () => undefined
    const failure = makeFailure('contract.tooLarge', 'Too large', { charactersMax: 5 })
    const port = {
      postMessage: (message: unknown) => {
        const { i } = JSON.parse(String(message)) as { i: string }
        receive({ data: encodeFailure(i, failure) })
      },
      on: (event: string, listener: (event?: { data: string }) => void) => {
        if (event === 'message') receive = listener
      },
    }
    const client: TerminalClient = createORPCClient(new RPCLink({ port }))
    await expect(client.session.hello()).rejects.toMatchObject({
      code: 'POS',
      defined: true,
      data: { code: 'contract.tooLarge', message: 'Too large', details: { charactersMax: 5 } },
    })
  })
})
