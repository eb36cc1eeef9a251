// Builds the clip page and an Electron entry from the current sources, so that these tests need no earlier build and cannot use an outdated
// one. The files are in out/ because the project's package.json makes them ES modules there.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { projectRoot } from '../../../scripts/runtime.mjs';

/** Builds `entry` as `out/<name>/main/<entry>.js`, with the clip page beside it, and returns the path of the built entry. */
export async function buildWithClipPage(name: string, entry: string): Promise<string> {
  const folder = join(projectRoot, 'out', name);
  await rm(folder, { recursive: true, force: true });
  const common = { root: projectRoot, configFile: false, logLevel: 'error' } as const;
  await Promise.all([
    build({
      ...common,
      build: {
        outDir: join(folder, 'main'),
        ssr: entry,
        target: 'node20',
        rollupOptions: { external: ['electron', /^node:/], output: { format: 'es', entryFileNames: 'entry.js' } },
      },
    }),
    build({
      ...common,
      root: join(projectRoot, 'renderer'),
      base: './',
      build: {
        outDir: join(folder, 'renderer'),
        target: 'chrome130',
        modulePreload: { polyfill: false },
        rollupOptions: { input: join(projectRoot, 'renderer/clip.html') },
      },
    }),
  ]);
  return join(folder, 'main', 'entry.js');
}
