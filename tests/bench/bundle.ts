// Measures the size of the built files that the window loads before its first frame.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '../../scripts/runtime.mjs';
import { type Figures, figure } from './figures.ts';

/**
 * `bundle.first`: the size of the scripts and styles that index.html names. `bundle.firstGzip`: their compressed size, which depends less
 * on minifying.
 */
export async function bundleFigures(): Promise<Figures> {
  const pages = join(projectRoot, 'out/renderer');
  const html = readFileSync(join(pages, 'index.html'), 'utf8');
  const files = [...html.matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+)"/g)].map((match) => join(pages, match[1] ?? ''));
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const compressed = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  return { 'bundle.first': figure(bytes, 'bytes', null), 'bundle.firstGzip': figure(compressed, 'bytes', null) };
}
