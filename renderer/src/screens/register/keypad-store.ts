import { create } from 'zustand'
import { forgetWithPerson } from '../../stores/person-change.ts'
import { eraseDigit, typeDigits, type KeypadEntry } from './keypad-entry.ts'

type KeypadState = Readonly<{
  entry: KeypadEntry
  /** What the typed amount is for; empty takes the usual word. */
  label: string
  /** The tax rate chosen for typed amounts: undefined takes the shop's own, empty takes none. */
  taxRateId: string | undefined
  type: (digits: string) => void
  erase: () => void
  clear: () => void
  setLabel: (label: string) => void
  setTaxRate: (taxRateId: string) => void
  restore: (entry: KeypadEntry, label: string) => void
}>

/** What is typed on the keypad. A store, because keys come faster than the screen is drawn. */
export const useKeypad = create<KeypadState>((set) => ({
  entry: '',
  label: '',
  taxRateId: undefined,
  type: (digits) => set(({ entry }) => ({ entry: typeDigits(entry, digits) })),
  erase: () => set(({ entry }) => ({ entry: eraseDigit(entry) })),
  clear: () => set({ entry: '' }),
  setLabel: (label) => set({ label }),
  setTaxRate: (taxRateId) => set({ taxRateId }),
  restore: (entry, label) => set({ entry, label }),
}))

forgetWithPerson(() => useKeypad.setState({ entry: '', label: '', taxRateId: undefined }))
