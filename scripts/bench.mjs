// `npm run bench [-- --only NAME] [--json FILE] [--videos N] [--folder FOLDER]`: measures the built studio. See tests/bench/bench.ts.
import { buildAndRun } from './lib/build-and-run.mjs';

await buildAndRun('bench', 'tests/bench/bench.ts');
