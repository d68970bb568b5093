import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const suite = process.env['HUIKAN_URL'] ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('src', import.meta.url)) } },
  build: {
    target: 'es2022',
    // the content security policy allows no inline data
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // `npm run dev`: the pages from here, everything else from a suite that runs
  server: { proxy: Object.fromEntries(['/api', '/login', '/logout'].map((path) => [path, suite])) },
})
