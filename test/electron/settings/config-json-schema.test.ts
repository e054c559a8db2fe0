import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { configJsonSchema } from '../../../electron/settings/config-json-schema.ts'
import example from '../../../resources/config.example.json' with { type: 'json' }

type Node = Readonly<{
  properties?: Readonly<Record<string, Node>>
  items?: Node
  additionalProperties?: unknown
  required?: readonly string[]
}>

const schema: Node = JSON.parse(configJsonSchema())

/** Fields of an example that a schema does not know, by path. */
function unknownFields(value: unknown, node: Node | undefined, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((part) => unknownFields(part, node?.items, `${path}[]`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => {
    const next = node?.properties?.[key]
    return next ? unknownFields(part, next, `${path}.${key}`) : [`${path}.${key}`]
  })
}

/** Every object of a schema. */
function objectsOf(node: Node): readonly Node[] {
  const inside = [...Object.values(node.properties ?? {}), ...(node.items ? [node.items] : [])]
  return [...(node.properties ? [node] : []), ...inside.flatMap(objectsOf)]
}

describe('configJsonSchema', () => {
  it('is what is committed: run `npm run schema` after a change', () => {
    const path = fileURLToPath(new URL('../../../resources/config.schema.json', import.meta.url))
    expect(readFileSync(path, 'utf8')).toBe(configJsonSchema())
  })

  it('knows every field of the example that ships', () => {
    expect(unknownFields(example, schema, '')).toEqual([])
    expect(unknownFields({ chains: [{ adress: 1 }] }, schema, '')).toEqual(['.chains[].adress'])
  })

  it('lets no object have fields of its own', () => {
    const objects = objectsOf(schema)
    expect(objects.length).toBeGreaterThan(8)
    for (const node of objects) expect(node.additionalProperties).toBe(false)
  })

  it('asks for no section', () => {
    expect(schema.required ?? []).toEqual([])
  })
})
