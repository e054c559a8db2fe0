import type { RegisterModel } from './use-register.ts'
import type { BasketActions } from './use-basket-actions.ts'

/** What a key of the register does. `label` and `shown` name it in the overlay of keys. */
export type RegisterKey = Readonly<{
  /** As `KeyboardEvent.key` has it, with `Ctrl+` before it where Control is held. */
  key: string
  action: keyof typeof keyActions
}>

type Ports = Readonly<{ register: RegisterModel; basket: BasketActions; focusSearch: () => void }>

/** Every action that has a key of its own. */
export const keyActions = {
  add: ({ register }: Ports) => void register.addEntry(),
  erase: ({ register }: Ports) => register.erase(),
  clear: ({ register }: Ports) => register.clearEntry(),
  search: ({ focusSearch }: Ports) => focusSearch(),
  lineUp: ({ basket }: Ports) => basket.step(-1),
  lineDown: ({ basket }: Ports) => basket.step(1),
  more: ({ basket }: Ports) => basket.changeQuantity(1),
  fewer: ({ basket }: Ports) => basket.changeQuantity(-1),
  remove: ({ basket }: Ports) => basket.removeSelected(),
  lineDiscount: ({ register, basket }: Ports) => {
    const lineId = basket.selectedLineId
    if (lineId !== undefined) register.open({ kind: 'lineDiscount', lineId })
  },
  basketDiscount: ({ register }: Ports) => register.open({ kind: 'basketDiscount' }),
  tip: ({ register }: Ports) => register.open({ kind: 'tip' }),
  park: ({ register }: Ports) => register.parked.park(),
  parked: ({ register }: Ports) => register.open({ kind: 'parked' }),
  newSale: ({ register }: Ports) => register.newSale(),
  charge: ({ register }: Ports) => register.charge(),
  help: ({ register }: Ports) => register.open({ kind: 'keys' }),
} as const

/**
 * The keys of the register. Letters and digits stay free: a scanner types them, and digits are the keypad.
 */
export const registerKeys: readonly RegisterKey[] = [
  { key: 'Enter', action: 'add' },
  { key: 'Backspace', action: 'erase' },
  { key: 'Escape', action: 'clear' },
  { key: '/', action: 'search' },
  { key: 'ArrowUp', action: 'lineUp' },
  { key: 'ArrowDown', action: 'lineDown' },
  { key: 'ArrowRight', action: 'more' },
  { key: 'ArrowLeft', action: 'fewer' },
  { key: 'Delete', action: 'remove' },
  { key: 'F2', action: 'lineDiscount' },
  { key: 'F4', action: 'basketDiscount' },
  { key: 'F6', action: 'tip' },
  { key: 'F7', action: 'park' },
  { key: 'F8', action: 'parked' },
  { key: 'F9', action: 'newSale' },
  { key: 'Ctrl+Enter', action: 'charge' },
  { key: '?', action: 'help' },
]

/** The action of a key press, if it has one. */
export function actionOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>,
): RegisterKey['action'] | undefined {
  const name = event.ctrlKey || event.metaKey ? `Ctrl+${event.key}` : event.key
  return registerKeys.find(({ key }) => key === name)?.action
}
