// `npm run demo -- --prompt "…" --out DIR`: drives the built studio, on the machine's display or a virtual one. See tests/demo/demo.ts.
import { runBuilt } from './lib/run-built.mjs';

await runBuilt('demo', 'tests/demo/demo.ts');
