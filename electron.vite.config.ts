// Builds the three parts of the app into out/: main (ES modules), preload (CommonJS: a sandboxed preload cannot be an ES module)
// and two renderer pages (the window, and the hidden page that encodes clips and posters).
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** `npm run dev`: Vite serves on one fixed loopback port; the window reaches it through the studio's own scheme (see development-pages.ts). */
const developmentPort = 5273;
/** Absolute: the development server looks for the pages below its own root, where it finds all their packages before the window asks. */
const page = (name: string): string => fileURLToPath(new URL(`renderer/${name}`, import.meta.url));
const noncePlaceholder = 'studio-development-nonce';

export default defineConfig(({ command }) => ({
  main: {
    build: {
      outDir: 'out/main',
      // The clip worker draws clips where no studio runs: for the simulator that is started alone, and for tests. The other workers are threads.
      lib: {
        entry: {
          main: 'electron/main.ts',
          'clip-worker': 'electron/clip-worker.ts',
          'backup-worker': 'electron/db/backup/backup-worker.ts',
          'search-worker': 'electron/db/search/search-worker.ts',
          'media-worker': 'electron/adapters/media/media-worker.ts',
          'hash-worker': 'electron/adapters/hash/hash-worker.ts',
        },
        formats: ['es'],
      },
      rollupOptions: { external: ['better-sqlite3'], output: { entryFileNames: '[name].js' } },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      lib: { entry: 'electron/preload.ts', formats: ['cjs'] },
      rollupOptions: { output: { entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), tailwindcss()],
    // Workers are modules, so that a decoder can be loaded when it is needed.
    worker: { format: 'es' as const },
    ...(command === 'serve'
      ? {
          html: { cspNonce: noncePlaceholder },
          server: {
            host: '127.0.0.1',
            port: developmentPort,
            strictPort: true,
            hmr: { protocol: 'ws', host: '127.0.0.1', port: developmentPort, clientPort: developmentPort },
          },
        }
      : {}),
    build: {
      outDir: 'out/renderer',
      modulePreload: { polyfill: false },
      minify: true,
      rollupOptions: { input: { index: page('index.html'), clip: page('clip.html') } },
    },
  },
}));
