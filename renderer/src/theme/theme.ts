import {
  ActionIcon,
  Button,
  CloseButton,
  createTheme,
  Drawer,
  Input,
  Modal,
  Popover,
  type ButtonProps,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core'

const teal: MantineColorsTuple = [
  '#e6f5f3',
  '#c9e9e4',
  '#9ad6cd',
  '#66bfb3',
  '#3cbcab',
  '#1a8f82',
  '#0d7a6f',
  '#0b655d',
  '#09544d',
  '#07443f',
]

/** Mantine's neutral scales in our hues, for the parts of its components that no token reaches. */
const dark: MantineColorsTuple = [
  '#e8efed',
  '#b2c2be',
  '#93a5a1',
  '#7c8f8b',
  '#2b3836',
  '#263332',
  '#1e2928',
  '#141d1c',
  '#101918',
  '#0c1413',
]
const gray: MantineColorsTuple = [
  '#f8faf9',
  '#eef2f0',
  '#e6ecea',
  '#d5ddda',
  '#d5ddda',
  '#a3b0ad',
  '#5b6d6a',
  '#435654',
  '#263a38',
  '#0f2221',
]

const buttonHeights: Record<string, string> = { xs: '48px', sm: '48px', md: '48px', lg: '56px', xl: '72px' }

/** Mantine computes the text on a filled button from the light scheme; the accent's own ink fits both. */
function isAccent({ variant = 'filled', color }: ButtonProps): boolean {
  return variant === 'filled' && color === undefined
}

/** Mantine in the clothes of tokens.css: every control is at least 48 px high, one accent, no default look. */
export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 4 },
  colors: { teal, dark, gray },
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: 'var(--sp-font)',
  fontFamilyMonospace: 'var(--sp-mono)',
  headings: { fontFamily: 'var(--sp-font)', fontWeight: '650' },
  fontSizes: { xs: '13px', sm: '14px', md: '16px', lg: '18px', xl: '22px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '20px' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({
      defaultProps: { size: 'md' },
      vars: (_, props) => ({
        root: {
          '--button-height': buttonHeights[String(props.size ?? 'md')] ?? '48px',
          ...(isAccent(props) ? { '--button-color': 'var(--sp-accent-ink)' } : {}),
        },
      }),
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle' },
      vars: () => ({ root: { '--ai-size': '48px' } }),
    }),
    CloseButton: CloseButton.extend({
      vars: () => ({ root: { '--cb-size': '48px', '--cb-icon-size': '24px' } }),
    }),
    Input: Input.extend({
      defaultProps: { size: 'md' },
      vars: () => ({ wrapper: { '--input-height': '48px' } }),
    }),
    // The page itself never scrolls, and locking it would inject a style sheet that the content policy refuses.
    Drawer: Drawer.extend({ defaultProps: { lockScroll: false } }),
    Popover: Popover.extend({ defaultProps: { zIndex: 420 } }),
    Modal: Modal.extend({
      defaultProps: {
        lockScroll: false,
        // Above the watermark and the payment code.
        zIndex: 400,
        // A header outside of an article counts as the page's banner; the dialog is named by its title.
        attributes: { header: { role: 'presentation' } },
        centered: true,
        radius: 'lg',
        padding: 'lg',
        classNames: { title: 'dialog-title' },
        transitionProps: { duration: 140 },
        overlayProps: { backgroundOpacity: 0.45 },
      },
    }),
  },
})

const surfaces = {
  '--mantine-primary-color-contrast': 'var(--sp-accent-ink)',
  '--mantine-color-body': 'var(--sp-surface)',
  '--mantine-color-text': 'var(--sp-ink)',
  '--mantine-color-dimmed': 'var(--sp-ink-faint)',
  '--mantine-color-placeholder': 'var(--sp-ink-faint)',
  '--mantine-color-error': 'var(--sp-unpaid-text)',
  '--mantine-color-anchor': 'var(--sp-accent-text)',
  '--mantine-color-disabled': 'var(--sp-hover)',
  '--mantine-color-disabled-color': 'var(--sp-ink-faint)',
  '--mantine-color-disabled-border': 'var(--sp-line)',
  '--mantine-color-default': 'var(--sp-raised)',
  '--mantine-color-default-hover': 'var(--sp-hover)',
  '--mantine-color-default-color': 'var(--sp-ink)',
  '--mantine-color-default-border': 'var(--sp-line)',
  '--mantine-color-teal-filled': 'var(--sp-accent)',
  '--mantine-color-teal-filled-hover': 'var(--sp-accent-hover)',
  '--mantine-color-teal-light': 'var(--sp-accent-soft)',
  '--mantine-color-teal-light-hover': 'var(--sp-pressed)',
  '--mantine-color-teal-light-color': 'var(--sp-accent-text)',
  '--mantine-color-teal-outline': 'var(--sp-accent-text)',
  '--mantine-color-teal-text': 'var(--sp-accent-text)',
}

/** Points Mantine's own variables at the tokens, so that both colour schemes come from one file. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: surfaces,
  dark: surfaces,
})
