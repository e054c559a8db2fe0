import { groupAddress } from '../screens/checkout/group-address.ts'
import classes from './grouped-address.module.css'

/** Groups at each end that people compare, and that look-alike addresses imitate: the middle is shown as well. */
const endGroups = 1

/** An address in groups of four, its first and last characters emphasised. A reader hears it whole. */
export function GroupedAddress({
  address,
  isLarge = false,
}: Readonly<{ address: string; isLarge?: boolean }>) {
  const groups = groupAddress(address)
  const first = address.startsWith('0x') ? 1 : 0
  return (
    <span className={`${classes['address']} ${isLarge ? classes['large'] : ''}`}>
      <span className="visually-hidden">{address}</span>
      {groups.map((group, index) => {
        const isEnd = (index >= first && index < first + endGroups) || index >= groups.length - endGroups
        return (
          // The groups of an address have no identity but their order.
          <span key={`${index}-${group}`} aria-hidden="true" className={isEnd ? classes['end'] : undefined}>
            {group}
          </span>
        )
      })}
    </span>
  )
}
