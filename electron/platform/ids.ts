import { randomBytes, randomUUID } from 'node:crypto'

/** Makes ids and secrets; tests replace it. */
export type Ids = Readonly<{
  /** An id with a prefix that says what it names, such as `sale_…`; letters, digits, `_` and `-` only. */
  next: (prefix: string) => string
  /** 32 bytes of randomness as URL-safe text, for tokens. */
  secret: () => string
}>

/** Random ids of the machine. */
export const randomIds: Ids = {
  next: (prefix) => `${prefix}_${randomUUID().replaceAll('-', '')}`,
  secret: () => randomBytes(32).toString('base64url'),
}
