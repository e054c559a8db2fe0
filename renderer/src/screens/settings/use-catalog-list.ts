import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { TerminalClient } from '../../../../shared/contract/contract.ts'
import { terminal } from '../../host/terminal.ts'
import { useRead, type Read } from '../../host/use-read.ts'

const pageSize = 60
const sizeMax = 500
const typingMs = 160

type Page = Awaited<ReturnType<TerminalClient['catalog']['search']>>

/** The catalogue as the settings show it: the first items that match, and more on request. */
export type CatalogList = Read<Page> &
  Readonly<{ search: string; setSearch: (text: string) => void; hasMore: boolean; showMore: () => void }>

/** Searches the catalogue while somebody types. */
export function useCatalogList(): CatalogList {
  const [search, setSearch] = useState('')
  const [size, setSize] = useState(pageSize)
  const [settled] = useDebouncedValue(search.trim(), typingMs)
  const page = useRead(`catalog ${settled}`, size, () =>
    terminal().catalog.search({ ...(settled === '' ? {} : { search: settled }), limit: size }),
  )
  return {
    ...page,
    search,
    setSearch: (text) => {
      setSearch(text)
      setSize(pageSize)
    },
    hasMore: page.value?.next !== undefined && size < sizeMax,
    showMore: () => setSize((last) => Math.min(sizeMax, last * 3)),
  }
}
