import { PosError } from '../../../shared/errors/pos-error.ts'

/** An endpoint address, and the parts of it that may be keys and are therefore never logged or shown. */
export type EndpointUrl = Readonly<{ href: string; host: string; hide: (text: string) => string }>

const textMax = 300

/**
 * Checks an endpoint address. Providers put the key of an account into the path, the query or the user part, so
 * only the host is ever shown.
 * @throws {PosError} `chain.unreachable` when it has none of the protocols; http and https by default
 */
export function parseEndpointUrl(
  text: string,
  protocols: readonly string[] = ['https:', 'http:'],
): EndpointUrl {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !protocols.includes(url.protocol))
    throw new PosError(
      'chain.unreachable',
      `The endpoint address must begin with ${protocols.map((each) => `${each}//`).join(' or ')}.`,
    )
  const parts = [...url.pathname.split('/'), ...url.searchParams.values(), url.username, url.password]
  const secrets = [text, url.href, ...parts.filter((part) => part.length >= 8)]
  return {
    href: url.href,
    host: url.host,
    hide: (raw) => secrets.reduce((shown, secret) => shown.replaceAll(secret, '…'), raw).slice(0, textMax),
  }
}
