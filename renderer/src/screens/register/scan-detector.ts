/** Keys of a burst so far. Times are milliseconds of any clock that only moves forward. */
export type Burst = Readonly<{ text: string; startedAt: number; lastAt: number }>

/** What a key means to the detector: `scanned` is set when it ended a scan. */
export type ScanStep = Readonly<{ burst: Burst; isStart: boolean; scanned: string | undefined }>

/** No keys yet. */
export const noBurst: Burst = { text: '', startedAt: 0, lastAt: Number.NEGATIVE_INFINITY }

/** A scanner in keyboard mode sends a key every 1 to 30 ms; the fastest typist needs about 60. */
export const gapMsMax = 50
const averageMsMax = 35
/** The shortest code taken from a burst. Shorter ones could be a person drumming on one key. */
const lengthMin = 6
/** The longest barcode that goods carry. */
const barcodeLengthMax = 64

/**
 * Tells a barcode scanner in keyboard mode from a person: a fast run of characters that ends with Enter or Tab.
 * @param key the name of the key, as `KeyboardEvent.key` has it
 * @param lengthMax longer codes are none
 */
export function feedKey(burst: Burst, key: string, at: number, lengthMax = barcodeLengthMax): ScanStep {
  const isFast = at - burst.lastAt <= gapMsMax
  if (key === 'Enter' || key === 'Tab') {
    const scanned = isFast ? scannedText(burst, at, lengthMax) : undefined
    return { burst: noBurst, isStart: false, scanned }
  }
  // Shift comes with capitals; it is part of the burst and not of the text.
  if (key === 'Shift') return { burst, isStart: false, scanned: undefined }
  if (key.length !== 1) return { burst: noBurst, isStart: false, scanned: undefined }
  const isStart = !isFast || burst.text === ''
  const next = isStart
    ? { text: key, startedAt: at, lastAt: at }
    : { ...burst, text: `${burst.text}${key}`.slice(0, lengthMax + 1), lastAt: at }
  return { burst: next, isStart, scanned: undefined }
}

function scannedText(burst: Burst, at: number, lengthMax: number): string | undefined {
  const { length } = burst.text
  if (length < lengthMin || length > lengthMax) return undefined
  return (at - burst.startedAt) / length <= averageMsMax ? burst.text : undefined
}
