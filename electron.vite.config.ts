import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { UserConfig } from 'electron-vite'
import type { PluginCreator } from 'postcss'
import presetMantine from 'postcss-preset-mantine'

const fromRoot = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Packages with a native binary or their own file layout: loaded from node_modules, never bundled. */
const keptOutside = [/^better-sqlite3/, /^@walletconnect\//, /^@foundry-rs\//]

// The package declares itself as `any`; this is the shape PostCSS plugins have.
const mantine = presetMantine as PluginCreator<void>

/**
 * The two pages. Shared by the desktop build (electron-vite) and the kiosk build (plain vite), so both hosts
 * serve the same files. Nothing is inlined: the pages run under `script-src 'self'` without `data:`.
 */
export const rendererConfig = {
  root: fromRoot('renderer'),
  base: './',
  publicDir: false,
  cacheDir: fromRoot('node_modules/.cache/vite'),
  plugins: [react()],
  css: { postcss: { plugins: [mantine()] } },
  build: {
    outDir: fromRoot('out/renderer'),
    emptyOutDir: true,
    target: 'es2022',
    minify: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      input: { index: fromRoot('renderer/index.html'), display: fromRoot('renderer/display.html') },
    },
  },
} satisfies UserConfig['renderer']

export default {
  main: {
    build: {
      outDir: fromRoot('out/main'),
      externalizeDeps: false,
      rolldownOptions: {
        // The keeper of the practice chains is a program of its own, started beside the main process.
        input: {
          main: fromRoot('electron/main.ts'),
          keeper: fromRoot('electron/practice/chain/keeper.ts'),
        },
        external: keptOutside,
      },
    },
  },
  preload: {
    build: {
      outDir: fromRoot('out/preload'),
      externalizeDeps: false,
      // A sandboxed preload can load neither ES modules nor a second file.
      rolldownOptions: {
        input: { preload: fromRoot('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: rendererConfig,
} satisfies UserConfig
