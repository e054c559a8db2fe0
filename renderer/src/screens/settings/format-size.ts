const units = ['bytes', 'kB', 'MB', 'GB'] as const

/** A size of a file for people: `482 bytes`, `1.4 MB`. */
export function formatSize(bytes: number): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const value = bytes / 1000 ** step
  return `${step === 0 ? value : value.toFixed(1)} ${units[step]}`
}
