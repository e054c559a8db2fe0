import type { KeyboardEvent } from 'react'

type RowKeys = Readonly<{ count: number; scrollTo: (index: number) => void }>

function focusRow(list: Element, index: number): boolean {
  const row = list.querySelector<HTMLElement>(`[data-index="${index}"]`)
  row?.focus()
  return row !== null
}

/** Up, Down, Home and End move through the rows; a row out of sight is scrolled in first. Enter follows its link. */
export function useRowKeys({ count, scrollTo }: RowKeys): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    const list = event.currentTarget.closest('ul')
    const current = Number(event.currentTarget.dataset['index'] ?? -1)
    const target = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      Home: 0,
      End: count - 1,
    }[event.key]
    if (list === null || target === undefined || target < 0 || target >= count) return
    event.preventDefault()
    if (focusRow(list, target)) return
    scrollTo(target)
    requestAnimationFrame(() => requestAnimationFrame(() => focusRow(list, target)))
  }
}
