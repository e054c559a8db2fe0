const key = 'stablepoint.dismissed'

/** Suggestions that somebody has waved away on this machine. Losing them shows a line once more. */
export const dismissals = {
  read: (): readonly string[] => (localStorage.getItem(key) ?? '').split('\n').filter(Boolean),
  add: (name: string): readonly string[] => {
    const all = [...new Set([...dismissals.read(), name])]
    localStorage.setItem(key, all.join('\n'))
    return all
  },
}
