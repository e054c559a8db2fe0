/** A wait in the unit a person thinks in: seconds below two minutes, then whole minutes rounded up. */
export function waitParts(seconds: number): Readonly<{ unit: 'Seconds' | 'Minutes'; count: number }> {
  const whole = Math.max(1, Math.ceil(seconds))
  return whole < 120 ? { unit: 'Seconds', count: whole } : { unit: 'Minutes', count: Math.ceil(whole / 60) }
}
