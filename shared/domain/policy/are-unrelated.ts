const ipv4 = /^\d{1,3}(\.\d{1,3}){3}$/
const loopback = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|\[::1\])$/

// Below these, names are sold like below `com`: `node.example.co.uk` belongs to `example.co.uk`.
const sharedLabels = new Set(['co', 'com', 'net', 'org', 'gov', 'ac', 'edu'])

function withoutPort(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '')
}

/** The name somebody has registered, which is who runs the host; an address without a name stands for itself. */
function registrableName(name: string): string {
  const labels = name.split('.')
  if (ipv4.test(name) || name.startsWith('[') || labels.length < 2) return name
  const [second = '', top = ''] = labels.slice(-2)
  return labels.slice(top.length === 2 && sharedLabels.has(second) ? -3 : -2).join('.')
}

/**
 * True when two hosts are most likely run by different people, so that both saying the same is worth more than one: another
 * registered name, or another address. Two ports of one machine are one witness.
 * @param options `loopbackPorts`: two ports of this machine count as two, where no real money is at stake and there is
 * nobody else to ask
 */
export function areUnrelated(
  left: string,
  right: string,
  options: Readonly<{ loopbackPorts: boolean }>,
): boolean {
  const [one, other] = [withoutPort(left), withoutPort(right)]
  if (options.loopbackPorts && loopback.test(one) && loopback.test(other))
    return left.toLowerCase() !== right.toLowerCase()
  return registrableName(one) !== registrableName(other)
}

/** How many people run these hosts, as far as their names tell. */
export function countOperators(
  hosts: readonly string[],
  options: Readonly<{ loopbackPorts: boolean }>,
): number {
  const known: string[] = []
  for (const host of hosts) if (known.every((other) => areUnrelated(host, other, options))) known.push(host)
  return known.length
}
