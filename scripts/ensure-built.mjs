// Builds out/ when the sources have changed since the last build. Also a command: node scripts/ensure-built.mjs [--force]
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodePath, projectRoot } from './runtime.mjs';

const sourcePaths = ['electron', 'renderer', 'shared', 'resources', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];
const stampFile = join(projectRoot, 'out', '.built.json');

/**
 * Hashes names, sizes and times instead of contents, which takes 10 ms instead of 100. Saving the same bytes again causes one extra build.
 */
export function fingerprint(root, sources) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const stats = statSync(join(root, path), { throwIfNoEntry: false });
    if (!stats) return;
    if (stats.isDirectory()) {
      for (const name of readdirSync(join(root, path)).sort()) visit(join(path, name));
    } else hash.update(`${path}\0${stats.size}\0${stats.mtimeMs}\n`);
  };
  for (const source of sources) visit(source);
  return hash.digest('hex');
}

function builtFrom() {
  try {
    return existsSync(join(projectRoot, 'out', 'main', 'main.js')) ? JSON.parse(readFileSync(stampFile, 'utf8')).sources : null;
  } catch {
    return null;
  }
}

/** Builds if needed. The build's output goes to stderr, because the caller uses standard output. */
export async function ensureBuilt({ force = false } = {}) {
  const sources = fingerprint(projectRoot, sourcePaths);
  if (!force && builtFrom() === sources) return;
  if (!force) process.stderr.write('build: out/ is not from these sources, building it\n');
  const builder = join(projectRoot, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const code = await new Promise((resolve, reject) => {
    const child = spawn(nodePath(), [builder, 'build', '--logLevel', force ? 'info' : 'warn'], {
      cwd: projectRoot,
      stdio: ['ignore', 2, 2],
    });
    child.on('error', reject);
    child.on('exit', (exitCode) => resolve(exitCode ?? 1));
  });
  if (code !== 0) throw new Error('The build failed; what it printed above says where.');
  mkdirSync(join(projectRoot, 'out'), { recursive: true });
  writeFileSync(stampFile, `${JSON.stringify({ sources })}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await ensureBuilt({ force: process.argv.includes('--force') });
  } catch (error) {
    console.error(`build: ${error.message}`);
    process.exitCode = 1;
  }
}
