// `npm run models [-- --check] [--json FILE]`: the models the studio knows, as a table, and their check against the simulated service.
// See tests/models/models.ts.
import { join } from 'node:path';
import { runInForeground } from './lib/foreground.mjs';
import { nodePath, projectRoot } from './runtime.mjs';

process.exitCode = await runInForeground(nodePath(), [join(projectRoot, 'tests/models/models.ts'), ...process.argv.slice(2)]);
