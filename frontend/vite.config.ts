import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { providerIcons } from './scripts/provider-icons.ts'

/** The Go program answers these paths; everything else is the page. Used by `npm run dev` only. */
const backend = process.env.PATCHBAY_URL ?? 'http://127.0.0.1:3003'
const backendPaths = [
  '/patchbay',
  '/integrations',
  '/connections',
  '/providers',
  '/proxy',
  '/health',
  '/images',
]

export default defineConfig({
  plugins: [react(), tailwindcss(), providerIcons()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    proxy: Object.fromEntries(backendPaths.map((path) => [path, { target: backend, changeOrigin: true }])),
  },
  build: {
    // The application, and the Connect page that web apps embed.
    rolldownOptions: { input: ['index.html', 'connect-ui.html'] },
    // Both hosts are current: WebKitGTK 2.50 in the window, the user's own browser otherwise.
    target: 'es2022',
    // The largest files are the code editor's: Monaco and the worker that holds the TypeScript compiler. They
    // are read when a function is opened first; the first page is some 300 kB gzipped.
    chunkSizeWarningLimit: 7000,
    assetsInlineLimit: 0,
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['./src/testing/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    testTimeout: 90_000,
  },
})
