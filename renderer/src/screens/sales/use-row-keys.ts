import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react'

type RowKeys = Readonly<{
  list: RefObject<HTMLElement | null>
  count: number
  scrollTo: (index: number) => void
}>

function focusRow(list: HTMLElement | null, index: number): boolean {
  const row = list?.querySelector<HTMLElement>(`[data-index="${index}"]`)
  row?.focus()
  return row !== null && row !== undefined
}

/**
 * Up, Down, Home and End move through the rows; a row out of sight is scrolled in and has the focus as soon as it
 * exists. Enter follows its link.
 */
export function useRowKeys({ list, count, scrollTo }: RowKeys): (event: KeyboardEvent<HTMLElement>) => void {
  const wanted = useRef<number | undefined>(undefined)
  useEffect(() => {
    if (wanted.current !== undefined && focusRow(list.current, wanted.current)) wanted.current = undefined
  })
  return (event) => {
    const current = Number(event.currentTarget.dataset['index'] ?? -1)
    const target = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: count - 1 }[event.key]
    if (target === undefined || target < 0 || target >= count) return
    event.preventDefault()
    if (focusRow(list.current, target)) return
    wanted.current = target
    scrollTo(target)
  }
}
