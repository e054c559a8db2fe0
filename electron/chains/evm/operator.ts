import { isIP } from 'node:net'

// Below these, names are sold like below `com`: `node.example.co.uk` belongs to `example.co.uk`.
const sharedLabels = new Set(['co', 'com', 'net', 'org', 'gov', 'ac', 'edu'])

/**
 * Who most likely runs the endpoint behind a host: `eth.alchemy.example` and `base.alchemy.example` are one operator, who
 * errs in both at once. An address without a name is an operator of its own, port and all: so are two nodes of the shop.
 * @param host name or address with its port, as a URL has it
 */
export function operatorOf(host: string): string {
  const name = host.replace(/:\d+$/, '')
  const labels = name.toLowerCase().split('.')
  if (isIP(name.replace(/^\[|\]$/g, '')) !== 0 || labels.length < 2) return host
  const [second = '', top = ''] = labels.slice(-2)
  const isShared = top.length === 2 && sharedLabels.has(second)
  return labels.slice(isShared ? -3 : -2).join('.')
}
