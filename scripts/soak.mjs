// `npm run soak [-- --only NAME] [--seed N] [--runs N] [--json FILE]`: long trials of the studio's promises. See tests/soak/soak.ts.
import { runBuilt } from './lib/run-built.mjs';

await runBuilt('soak', 'tests/soak/soak.ts', { keyring: true });
