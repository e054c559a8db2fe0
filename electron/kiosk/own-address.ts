import { isIPv6 } from 'node:net'

/** Addresses that stand for every network the machine is on. */
const wildcards = new Set(['0.0.0.0', '::'])

/** Where the kiosk listens, and the addresses of the machine it may be reached at. */
export type Listening = Readonly<{ bind: string; port: number; machineAddresses: readonly string[] }>

/** As a browser writes it: without the port when that is the usual one. */
function withPort(address: string, port: number): string {
  return new URL(`http://${isIPv6(address) ? `[${address}]` : address}:${port}`).host
}

/**
 * Values of the Host header that are this kiosk. Any other name that resolves to it is an attack: a page of somebody
 * else whose name was pointed at this machine (DNS rebinding).
 */
export function ownHosts({ bind, port, machineAddresses }: Listening): ReadonlySet<string> {
  const reached = wildcards.has(bind) ? machineAddresses : [bind]
  return new Set(['127.0.0.1', 'localhost', ...reached].map((address) => withPort(address, port)))
}

/** The address to print: the one asked for, or for all networks the first that another machine can reach. */
export function printedHost({ bind, port, machineAddresses }: Listening): string {
  const [first] = machineAddresses
  return withPort(wildcards.has(bind) ? (first ?? '127.0.0.1') : bind, port)
}

/** Whether a WebSocket was opened by one of our own pages. A browser always says where a page is from. */
export function isOwnOrigin(origin: string | undefined, host: string): boolean {
  return origin === `http://${host}`
}
