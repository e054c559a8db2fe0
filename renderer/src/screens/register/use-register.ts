import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../../shared/contract/procedure.ts'
import type { CatalogEntry } from '../../cache/cache-database.ts'
import { failureOfRejection } from '../../host/failure-of.ts'
import { useBasket } from '../../stores/basket.ts'
import type { SettingsView } from '../../stores/settings.ts'
import { entryPrice } from './keypad-entry.ts'
import { useKeypad } from './keypad-store.ts'
import { useCharge } from './use-charge.ts'
import { useKeptBasket } from './use-kept-basket.ts'
import { useMirror } from './use-mirror.ts'
import { useParked, type Parked } from './use-parked.ts'
import { useTotals, type BasketFigures } from './use-totals.ts'

/** The dialog that is open over the register. */
type RegisterDialog =
  | Readonly<{ kind: 'none' | 'tip' | 'basketDiscount' | 'parked' | 'keys' }>
  | Readonly<{ kind: 'lineDiscount'; lineId: string }>

/** What the register's parts show and do together. What is typed is in `useKeypad`, what is rung up in `useBasket`. */
export type RegisterModel = Readonly<{
  type: (digits: string) => void
  erase: () => void
  clearEntry: () => void
  /** Adds the typed amount as a line; false when it cannot be one. */
  addEntry: () => boolean
  addItem: (item: CatalogEntry) => void
  figures: BasketFigures
  failure: Failure | undefined
  isCharging: boolean
  charge: () => void
  newSale: () => void
  parked: Parked
  dialog: RegisterDialog
  open: (dialog: RegisterDialog) => void
  close: () => void
}>

const noDialog: RegisterDialog = { kind: 'none' }

/** The typed amount as a line of the basket, or why it cannot be one. */
function addTyped(settings: SettingsView, defaultName: string): Failure | undefined {
  const { entry, label, taxRateId = settings.tax.defaultRateId, restore } = useKeypad.getState()
  const price = entryPrice(entry)
  if (!price.ok) return failureOfRejection(price)
  useBasket.getState().add({
    name: label.trim() || defaultName,
    unitPriceMinor: price.minor,
    ...(taxRateId === undefined || taxRateId === '' ? {} : { taxRateId }),
  })
  restore('', '')
  return undefined
}

function addFromCatalog(item: CatalogEntry): void {
  useBasket.getState().add({
    name: item.name,
    itemId: item.id,
    unitPriceMinor: item.priceMinor,
    ...(item.taxRateId === undefined ? {} : { taxRateId: item.taxRateId }),
  })
}

/** The register's state: what is wrong, what is open, and what the buttons do. */
export function useRegister(settings: SettingsView): RegisterModel {
  const { t } = useTranslation()
  const [problem, setProblem] = useState<Failure | undefined>()
  const [dialog, open] = useState<RegisterDialog>(noDialog)
  const figures = useTotals()
  const charging = useCharge(settings)
  const parked = useParked()
  useKeptBasket()
  useMirror(figures, charging.isBusy)

  const forget = (): void => {
    setProblem(undefined)
    charging.forget()
  }
  /** A press of the keypad; what was wrong before does not matter any more. */
  const press = (change: () => void): void => {
    change()
    forget()
  }
  const addEntry = (): boolean => {
    const failure = addTyped(settings, t('register.keypad.defaultName'))
    forget()
    setProblem(failure)
    return failure === undefined
  }
  return {
    type: (digits) => press(() => useKeypad.getState().type(digits)),
    erase: () => press(() => useKeypad.getState().erase()),
    clearEntry: () => press(() => useKeypad.getState().clear()),
    addEntry,
    addItem: (item) => press(() => addFromCatalog(item)),
    figures,
    failure: problem ?? charging.failure,
    isCharging: charging.isBusy,
    // An amount that is typed and not added yet is meant to be charged.
    charge: () => {
      if (useKeypad.getState().entry === '' || addEntry()) void charging.charge()
    },
    newSale: () =>
      press(() => {
        useBasket.getState().clear()
        useKeypad.getState().restore('', '')
      }),
    parked,
    dialog,
    open,
    close: () => open(noDialog),
  }
}
