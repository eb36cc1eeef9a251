// Bundles a TypeScript program for the processes that a test starts and kills many times: to load a few hundred sources takes longer than most of
// these processes live.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/runtime.mjs';

/** The threads that check databases, parse media and hash partial files lie beside the program that starts them, as they do in the studio. */
const threads = {
  'backup-worker': join(projectRoot, 'electron/db/backup/backup-worker.ts'),
  'media-worker': join(projectRoot, 'electron/adapters/media/media-worker.ts'),
  'hash-worker': join(projectRoot, 'electron/adapters/hash/hash-worker.ts'),
};

/**
 * Bundles the program in `file`, with the threads of the studio, into `folder`; returns the path of the bundle. Modules that the program imports
 * dynamically are loaded no earlier than in its source.
 */
export async function bundleProgram(file: string, folder: string): Promise<string> {
  const { build } = await import('vite');
  // One absolute path: the bundle lies outside of the project, where no package is found.
  const driver = createRequire(import.meta.url).resolve('better-sqlite3');
  await build({
    root: projectRoot,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { 'better-sqlite3': driver } },
    ssr: { noExternal: true },
    build: {
      outDir: folder,
      emptyOutDir: false,
      ssr: true,
      target: 'node20',
      rollupOptions: {
        input: { program: file, ...threads },
        external: [driver, /^node:/],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  return join(folder, 'program.js');
}
