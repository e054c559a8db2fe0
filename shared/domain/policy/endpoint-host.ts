const parts = /^(?<scheme>[a-z]+):\/\/(?:[^/?#@]*@)?(?<host>[^/?#]*)/i
const usualPort = { http: /:80$/, https: /:443$/ } as const

/**
 * The host that an endpoint's address names, as sources are named in evidence: lower case, without the port its scheme
 * has anyway, and without keys. Text that is no address stands for itself.
 */
export function endpointHost(url: string): string {
  const { scheme = '', host } = parts.exec(url)?.groups ?? {}
  if (host === undefined) return url
  const usual = scheme.toLowerCase() === 'https' ? usualPort.https : usualPort.http
  return host.toLowerCase().replace(usual, '')
}
