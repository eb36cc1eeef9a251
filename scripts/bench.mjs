// `npm run bench [-- --only NAME] [--json FILE]`: measures the built studio. See tests/bench/bench.ts.
import { runBuilt } from './lib/run-built.mjs';

await runBuilt('bench', 'tests/bench/bench.ts');
