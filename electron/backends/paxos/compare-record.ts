import { isSameDecimal } from './decimal.ts'

/** How a field is compared: Paxos may write an amount with other zeros and an address in other letters. */
type Wanted = Readonly<{ as: 'text' | 'amount' | 'address' | 'network'; value: string }>

/** What was asked for, by the field of the record, such as `destination.fiat.memo`. */
export type WantedFields = Readonly<Record<string, Wanted | undefined>>

/** A text that must be the same to the letter. */
export function text(value: string): Wanted {
  return { as: 'text', value }
}

/** An amount that must be the same, however it is written. */
export function amount(value: string): Wanted {
  return { as: 'amount', value }
}

/** An address of a chain: those of Ethereum and its kin are the same in small and large letters. */
export function address(value: string): Wanted {
  return { as: 'address', value }
}

/** A network: rules call Polygon `POLYGON`, transfers call it `POLYGON_POS`. */
export function network(value: string): Wanted {
  return { as: 'network', value }
}

const evmAddress = /^0x[0-9a-f]{40}$/i

function isSame({ as, value }: Wanted, found: string): boolean {
  if (as === 'amount') return isSameDecimal(value, found)
  if (as === 'network') return value.replace(/_POS$/, '') === found.replace(/_POS$/, '')
  if (as === 'address' && evmAddress.test(value)) return value.toLowerCase() === found.toLowerCase()
  return value === found
}

function valueAt(record: unknown, path: string): unknown {
  let value = record
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Object.getOwnPropertyDescriptor(value, name)?.value
  }
  return value
}

/**
 * The fields in which a record is another than the one that was asked for. A field that the record does not show says nothing: what
 * Paxos returns with a refusal may be abridged. One that it shows in another form is a difference.
 */
export function differingFields(wanted: WantedFields, record: unknown): readonly string[] {
  return Object.entries(wanted).flatMap(([path, each]) => {
    const found = valueAt(record, path)
    if (each === undefined || found === undefined || found === null || found === '') return []
    return typeof found === 'string' && isSame(each, found) ? [] : [path]
  })
}
