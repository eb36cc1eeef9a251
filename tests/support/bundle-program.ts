// Bundles a TypeScript program that a test starts and kills many times. Without the bundle, loading a few hundred source files would take
// longer than most of these processes live.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/runtime.mjs';

/**
 * The thread scripts that check databases, parse media and hash partial files. They are beside the program that starts them, as in the
 * studio.
 */
const threads = {
  'backup-worker': join(projectRoot, 'electron/db/backup/backup-worker.ts'),
  'media-worker': join(projectRoot, 'electron/adapters/media/media-worker.ts'),
  'hash-worker': join(projectRoot, 'electron/adapters/hash/hash-worker.ts'),
};

/**
 * Bundles the program in `file`, with the studio's thread scripts, into `folder` and returns the path of the bundle. Dynamic imports stay
 * dynamic.
 */
export async function bundleProgram(file: string, folder: string): Promise<string> {
  const { build } = await import('vite');
  // An absolute path, because the bundle is outside the project and finds no packages there.
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
