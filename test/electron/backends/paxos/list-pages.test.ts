import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listPages, type Page } from '../../../../electron/backends/paxos/list-pages.ts'

function server(pages: readonly Page<number>[]) {
  const asked: (string | undefined)[] = []
  const read = (cursor: string | undefined): Promise<Page<number>> => {
    asked.push(cursor)
    return Promise.resolve(pages[asked.length - 1] ?? { items: [], cursor: undefined })
  }
  return { read, asked }
}

describe('listPages', () => {
  it.each([
    ['one page without a cursor', [{ items: [1, 2], cursor: undefined }], [1, 2], 1],
    ['an empty cursor', [{ items: [1, 2], cursor: '' }], [1, 2], 1],
    ['a cursor with a short page', [{ items: [1], cursor: 'more' }], [1], 1],
    ['a cursor with an empty page', [{ items: [], cursor: 'more' }], [], 1],
    [
      'a full last page, whose cursor leads to nothing',
      [
        { items: [1, 2], cursor: 'a' },
        { items: [3, 4], cursor: 'b' },
        { items: [], cursor: 'c' },
      ],
      [1, 2, 3, 4],
      3,
    ],
    [
      'a page that is longer than was asked for',
      [
        { items: [1, 2, 3], cursor: 'a' },
        { items: [4], cursor: 'b' },
      ],
      [1, 2, 3, 4],
      2,
    ],
  ] as const)('ends at %s', async (_name, pages, items, calls) => {
    const { read, asked } = server(pages)
    expect(await listPages(read, { limit: 2, pagesMax: 10 })).toEqual({ items, isWhole: true })
    expect(asked).toHaveLength(calls)
  })

  it('stops at its bound, keeps what it read and says that there is more', async () => {
    let page = 0
    const read = (): Promise<Page<number>> =>
      Promise.resolve({ items: [(page += 1), page], cursor: `c${page}` })
    expect(await listPages(read, { limit: 2, pagesMax: 3 })).toEqual({
      items: [1, 1, 2, 2, 3, 3],
      isWhole: false,
    })
  })

  it('refuses a list that goes in a circle', async () => {
    let page = 0
    const read = (): Promise<Page<number>> =>
      Promise.resolve({ items: [1, 2], cursor: `c${(page += 1) % 3}` })
    await expect(listPages(read, { limit: 2, pagesMax: 100 })).rejects.toMatchObject({
      code: 'backend.badAnswer',
    })
  })

  it('finds every row once, however many there are and however long a page is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        async (count, limit) => {
          const rows = Array.from({ length: count }, (_, index) => index)
          const read = (cursor: string | undefined): Promise<Page<number>> => {
            const from = Number(cursor ?? '0')
            return Promise.resolve({ items: rows.slice(from, from + limit), cursor: String(from + limit) })
          }
          expect((await listPages(read, { limit, pagesMax: 100 })).items).toEqual(rows)
        },
      ),
    )
  })
})
