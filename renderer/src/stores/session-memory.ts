const key = 'stablepoint.session'

/** The session token of this tab. It ends with the tab and is never shared with another. */
export const sessionMemory = {
  read: (): string | undefined => sessionStorage.getItem(key) ?? undefined,
  keep: (token: string): void => sessionStorage.setItem(key, token),
  forget: (): void => sessionStorage.removeItem(key),
}
