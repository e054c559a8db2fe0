import { describe, expect, it } from 'vitest'
import { readOutboxPages } from '../../../../renderer/src/screens/outbox/outbox-pages.ts'

type Page = Awaited<ReturnType<Parameters<typeof readOutboxPages>[0]>>

/** A list of so many calls in pages of two; `asked` notes each question. */
function pagesOf(count: number, asked: (number | undefined)[]) {
  return async (after: number | undefined): Promise<Page> => {
    asked.push(after)
    const from = after ?? 0
    const calls = Array.from({ length: Math.min(2, count - from) }, (_, index) => ({
      id: `c${from + index}`,
      kind: 'refund.send' as const,
      state: 'pending' as const,
      attempts: 0,
      createdAt: 0,
      nextAt: 0,
      isBehindAnother: false,
      hasOwner: true,
    }))
    return {
      at: asked.length,
      waiting: count,
      dead: 0,
      calls,
      ...(from + 2 < count ? { next: from + 2 } : {}),
    }
  }
}

describe('readOutboxPages', () => {
  it.each([
    // calls, wanted, read, questions
    [0, 4, 0, [undefined]],
    [2, 4, 2, [undefined]],
    [5, 2, 2, [undefined]],
    [5, 4, 4, [undefined, 2]],
    [5, 50, 5, [undefined, 2, 4]],
  ])('of %i calls with %i wanted reads %i', async (count, wanted, read, questions) => {
    const asked: (number | undefined)[] = []
    const page = await readOutboxPages(pagesOf(count, asked), wanted)
    expect(page.calls.map(({ id }) => id)).toEqual(Array.from({ length: read }, (_, index) => `c${index}`))
    expect(asked).toEqual(questions)
    expect(page.at).toBe(questions.length)
    expect(page.next === undefined).toBe(read === count)
  })
})
