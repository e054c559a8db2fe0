import { describe, expect, it } from 'vitest'
import { connectAnswer as preloadAnswer, connectRequest } from '../../../electron/shell/preload-channel.ts'
import { connectAnswer, connectMessage, portTransport } from '../../../renderer/src/host/port-transport.ts'

/** A window as the transport uses one, with a preload beside it that answers as it is told. */
function fakeWindow(answer: (reply: (init: MessageEventInit) => void) => void) {
  const target = new EventTarget()
  const page = Object.assign(target, {
    location: { origin: 'app://pos' },
    postMessage: (message: unknown, origin: string) => {
      if (origin !== 'app://pos' || JSON.stringify(message) !== JSON.stringify(connectMessage)) return
      answer((init) => {
        const event = Object.assign(new Event('message'), {
          data: init.data,
          ports: init.ports ?? [],
          source: init.source,
        })
        target.dispatchEvent(event)
      })
    },
  })
  // The transport uses these members of a window and no others.
  return page as unknown as Window
}

describe('portTransport', () => {
  it('asks and listens in the words of the preload', () => {
    expect(connectMessage.type).toBe(connectRequest)
    expect(connectAnswer).toBe(preloadAnswer)
  })

  it('takes the port that its own preload hands over, and tells when it closes', async () => {
    const { port1, port2 } = new MessageChannel()
    const page = fakeWindow((reply) => {
      reply({ data: { type: 'something.else' }, source: page, ports: [] })
      reply({ data: { type: connectAnswer }, source: null, ports: [port2] })
      reply({ data: { type: connectAnswer }, source: page, ports: [port1] })
    })
    const way = await portTransport(page).open()
    const closed = new Promise<void>((resolve) => way.onClose(resolve))
    way.close()
    await closed
    port2.close()
    expect(way.link).toBeDefined()
  })
})
