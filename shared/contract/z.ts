import * as zod from 'zod'

// Zod probes `new Function` when it builds an object schema, which a strict content security policy reports.
zod.config({ jitless: true })

/** Zod, set up before any schema is built. Every schema of the product takes it from here. */
export const z = zod.z
