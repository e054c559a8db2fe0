/**
 * The dark modules of a code as one path: a horizontal run of modules is one rectangle.
 * @param data one byte a module, row by row, zero for light
 * @param size modules on a side
 * @param quiet light modules left free on every side
 */
export function qrPath(data: Uint8Array, size: number, quiet: number): string {
  const runs: string[] = []
  for (let row = 0; row < size; row += 1) {
    for (let start = 0; start < size; start += 1) {
      if (data[row * size + start] === 0) continue
      let end = start
      while (end < size && data[row * size + end] !== 0) end += 1
      runs.push(`M${start + quiet} ${row + quiet}h${end - start}v1h-${end - start}z`)
      start = end
    }
  }
  return runs.join('')
}
