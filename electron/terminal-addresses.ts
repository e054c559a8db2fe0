import { xpubAddresses } from './backends/selfcustody/xpub-addresses.ts'
import { addressesOfKey, type ReceiveAddresses } from './backends/port.ts'
import type { SettingsStore } from './settings/settings-store.ts'

/** Derives addresses from the key in force; derived anew only when the key changes. */
export function ownAddressesOf(settings: SettingsStore): () => ReceiveAddresses | undefined {
  let known: { xpub: string; addresses: ReceiveAddresses | undefined } | undefined
  return () => {
    const xpub = settings.current().backend?.xpub
    if (xpub === undefined) return undefined
    if (known?.xpub !== xpub) {
      const derived = xpubAddresses(xpub)
      known = { xpub, addresses: derived.ok ? addressesOfKey(derived.addresses) : undefined }
    }
    return known.addresses
  }
}
