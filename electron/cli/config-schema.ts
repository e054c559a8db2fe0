import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { configJsonSchema } from '../settings/config-json-schema.ts'

// `npm run schema`: writes the JSON Schema of `--config FILE`, which a test compares with the committed one.

const path = fileURLToPath(new URL('../../resources/config.schema.json', import.meta.url))
writeFileSync(path, configJsonSchema())
console.log(`Wrote ${path}`)
