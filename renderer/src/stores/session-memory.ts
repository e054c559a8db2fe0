const key = 'stablepoint.session'
const personKey = 'stablepoint.person'

/** The session token of this tab, and who was here last. Both end with the tab and are never shared with another. */
export const sessionMemory = {
  read: (): string | undefined => sessionStorage.getItem(key) ?? undefined,
  keep: (token: string): void => sessionStorage.setItem(key, token),
  forget: (): void => sessionStorage.removeItem(key),
  readPerson: (): string | undefined => sessionStorage.getItem(personKey) ?? undefined,
  keepPerson: (staffId: string): void => sessionStorage.setItem(personKey, staffId),
}
