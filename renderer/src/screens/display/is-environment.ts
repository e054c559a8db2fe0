import { environments, type Environment } from '../../../../shared/domain/settings/settings.ts'

const known: readonly string[] = environments

/** True for one of the environments; the display's stream carries it as text. */
export function isEnvironment(text: string): text is Environment {
  return known.includes(text)
}
