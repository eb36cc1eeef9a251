// `npm run demo -- --prompt "…" --out DIR`: drives the built studio, on the machine's display or a virtual one. See tests/demo/demo.ts.
import { buildAndRun } from './lib/build-and-run.mjs';

await buildAndRun('demo', 'tests/demo/demo.ts');
