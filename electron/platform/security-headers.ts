/** Where a page may connect and which inline style sheets are ours, in a response of its own. */
export type PagePolicy = Readonly<{
  /** Addresses beside its own that the page may connect to, such as the WebSocket of a kiosk. */
  connect: readonly string[]
  /** The nonce of this response's style sheets; none where nothing inline is sent. */
  nonce?: string
}>

/** The content security policy of a response: nothing is allowed but what the pages need. */
function contentSecurityPolicy({ connect, nonce }: PagePolicy): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${nonce === undefined ? '' : ` 'nonce-${nonce}'`}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    "media-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Headers of every response, whatever it says. No CORS header is ever among them. */
export function securityHeaders(policy: PagePolicy): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(policy),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy':
      'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=(), display-capture=()',
  }
}
