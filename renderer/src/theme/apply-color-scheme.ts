/** Follows the system's colour scheme on a page without Mantine, by the attribute that tokens.css reads. */
export function applyColorScheme(page: Window): void {
  const dark = page.matchMedia('(prefers-color-scheme: dark)')
  const apply = (): void => {
    page.document.documentElement.setAttribute('data-mantine-color-scheme', dark.matches ? 'dark' : 'light')
  }
  apply()
  dark.addEventListener('change', apply)
}
