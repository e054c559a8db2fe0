/** How many digits a PIN has. */
export const pinLengths = { min: 4, max: 8 } as const

/** One more digit of a PIN; beyond the longest PIN nothing changes. */
export function typeDigit(pin: string, digit: string): string {
  return pin.length >= pinLengths.max ? pin : `${pin}${digit}`
}

/** Dots to draw: at least four places, so that an empty PIN shows where it goes. */
export function pinDots(length: number): readonly boolean[] {
  return Array.from({ length: Math.max(pinLengths.min, length) }, (_, index) => index < length)
}
