import type { CallLink, OpenWay, Transport } from '../../../renderer/src/host/transport.ts'

/** What a fake terminal answers to a call, by its path such as `session.hello`. */
export type FakeAnswers = Record<string, (input: unknown, signal: AbortSignal | undefined) => unknown>

/** A transport under a test's control. */
export type FakeTransport = Readonly<{
  transport: Transport
  /** How often a way was asked for. */
  opened: () => number
  /** Whether the next attempts to open succeed. */
  allow: (isAllowed: boolean) => void
  /** Loses the open connection, as a pulled cable does. */
  drop: () => void
}>

/** A transport whose calls are answered by functions of the test. */
export function fakeTransport(answers: FakeAnswers): FakeTransport {
  let count = 0
  let isAllowed = true
  let drop: (() => void) | undefined
  const link: CallLink = {
    async call(path, input, { signal }) {
      const answer = answers[path.join('.')]
      if (answer === undefined) throw new Error(`The fake has no answer for ${path.join('.')}`)
      return answer(input, signal)
    },
  }
  const open = async (): Promise<OpenWay> => {
    count += 1
    if (!isAllowed) throw new Error('socket refused')
    const listeners: (() => void)[] = []
    const close = (): void => {
      for (const listener of listeners.splice(0)) listener()
    }
    drop = close
    return { link, onClose: (listener) => listeners.push(listener), close }
  }
  return {
    transport: { open },
    opened: () => count,
    allow: (next) => {
      isAllowed = next
    },
    drop: () => drop?.(),
  }
}
