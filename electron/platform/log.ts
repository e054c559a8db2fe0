/** Facts of a log line. Values are safe: no PIN, key, token or seed is ever passed. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>

/** Structured log of the terminal. */
export type Log = Readonly<{
  info: (message: string, fields?: LogFields) => void
  warn: (message: string, fields?: LogFields) => void
  error: (message: string, fields?: LogFields) => void
}>

const secretNames = /pin|secret|token$|passphrase|mnemonic|private|cookie|xpub/i

function redact(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, secretNames.test(key) ? '[redacted]' : value]),
  )
}

/** A log that writes one JSON object a line, dated in ISO 8601; fields with the name of a secret are redacted. */
export function jsonLog(write: (line: string) => void, now: () => number): Log {
  const line =
    (level: string) =>
    (message: string, fields: LogFields = {}) => {
      write(`${JSON.stringify({ at: new Date(now()).toISOString(), level, message, ...redact(fields) })}\n`)
    }
  return { info: line('info'), warn: line('warn'), error: line('error') }
}

/** A log that keeps nothing. */
export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
