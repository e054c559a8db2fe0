import { describe, expect, it } from 'vitest'
import artifacts from '../../../../resources/contracts/artifacts.json' with { type: 'json' }
import { compileContracts } from '../../../../resources/contracts/build.ts'

describe('artifacts.json', () => {
  it('is what the compiler makes of the sources beside it', () => {
    expect(artifacts).toEqual(JSON.parse(JSON.stringify(compileContracts())))
  })
})
