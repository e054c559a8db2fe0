function readText(record: object, key: string): string | undefined {
  const value: unknown = Object.entries(record).find(([name]) => name === key)?.[1]
  return typeof value === 'string' ? value : undefined
}

/**
 * What a person reads when the kiosk host is ready, from the JSON line it prints for programs.
 * @returns nothing for every other line
 */
export function describeReady(line: string): string | undefined {
  if (!line.startsWith('{"ready":true')) return undefined
  const parsed: unknown = JSON.parse(line)
  if (typeof parsed !== 'object' || parsed === null) return undefined
  const url = readText(parsed, 'url')
  const display = readText(parsed, 'display')
  if (url === undefined) return undefined
  const displayLine = display === undefined ? '' : `\n  Customer display:  ${display}`
  return `\n  Open the till:     ${url}${displayLine}\n  Stop it:           Ctrl-C\n`
}
