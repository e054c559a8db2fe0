import { z } from '../../shared/contract/z.ts'
import { configSchema } from './config-schema.ts'

/** The JSON Schema of the configuration file as text, for editors and for people who write one. */
export function configJsonSchema(): string {
  const schema = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-2020-12' })
  return `${JSON.stringify({ title: 'Stablepoint configuration', ...schema }, undefined, 2)}\n`
}
