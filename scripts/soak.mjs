// `npm run soak [-- --only NAME] [--seed N] [--runs N] [--json FILE]`: long trials of the studio's promises. See tests/soak/soak.ts.
import { buildAndRun } from './lib/build-and-run.mjs';

await buildAndRun('soak', 'tests/soak/soak.ts', { keyring: true });
