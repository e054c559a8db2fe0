import { useRef, useState } from 'react'
import { catalogLimits } from '../../../../shared/domain/catalog/item.ts'
import { cacheOf, type CatalogEntry } from '../../cache/cache-database.ts'
import { findCachedByBarcode } from '../../cache/search-cache.ts'
import { terminal } from '../../host/terminal.ts'
import { useSession } from '../../stores/session.ts'
import { openReceipt } from '../refunds/open-receipt.ts'
import { useKeypad } from './keypad-store.ts'
import type { RegisterModel } from './use-register.ts'
import { useScanner } from './use-scanner.ts'

type SearchText = Readonly<{
  search: string
  setSearch: (text: string) => void
  /** The only item that matches the search, if there is just one. */
  only: CatalogEntry | undefined
}>

/** What scanning, or typing a code by hand, does to the catalogue. */
export type Scan = Readonly<{
  unknownCode: string | undefined
  /** Enter in the search field: the item with that code, else the only item found. */
  enter: () => void
}>

/** The terminal's answer; from memory when it cannot be reached, so that a cut-off till still scans. */
async function findItem(
  environment: Parameters<typeof cacheOf>[0],
  barcode: string,
): Promise<CatalogEntry | undefined> {
  try {
    return (await terminal().catalog.findByBarcode({ barcode })).item
  } catch {
    return findCachedByBarcode(cacheOf(environment), barcode)
  }
}

/** Turns a scanned code into a line of the basket, or a receipt into its refund, and takes back what the scanner typed over. */
export function useScan(register: RegisterModel, text: SearchText): Scan {
  const environment = useSession((state) => state.hello?.environment ?? 'practice')
  const [unknownCode, setUnknownCode] = useState<string | undefined>()
  const before = useRef({ entry: '', label: '', search: '' })
  const look = async (code: string): Promise<void> => {
    const item = await findItem(environment, code)
    if (item === undefined && (await openReceipt(code))) return
    setUnknownCode(item === undefined ? code : undefined)
    if (item !== undefined) register.addItem(item)
  }
  const enter = async (): Promise<void> => {
    const code = text.search.trim()
    if (code === '') return
    const item = (await findItem(environment, code.slice(0, catalogLimits.barcodeMax))) ?? text.only
    if (item === undefined) return
    register.addItem(item)
    text.setSearch('')
  }
  useScanner({
    onBurstStart: () => {
      const { entry, label } = useKeypad.getState()
      before.current = { entry, label, search: text.search }
    },
    onScan: (code) => {
      useKeypad.getState().restore(before.current.entry, before.current.label)
      text.setSearch(before.current.search)
      register.close()
      void look(code)
    },
  })
  return { unknownCode, enter: () => void enter() }
}
