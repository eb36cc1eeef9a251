// `npm run lint` and the gate: every exported symbol of the product code has a docstring that says more than its name.
//
// `node scripts/checks/check-docstrings.mjs [FOLDER…]` checks these folders; shared, electron, renderer and scripts by default.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../runtime.mjs';
import { checkDocstrings } from './docstrings.mjs';
import { sourcesIn } from './sources.mjs';

const productFolders = ['shared', 'electron', 'renderer', 'scripts'];
const reasons = { missing: 'has no docstring', repeats: 'has a docstring that only repeats its name' };

function checkFolder(folder) {
  const checked = sourcesIn(folder).map((file) => ({ file, ...checkDocstrings(file, readFileSync(join(projectRoot, file), 'utf8')) }));
  return {
    folder,
    symbols: checked.reduce((sum, { symbols }) => sum + symbols, 0),
    problems: checked.flatMap(({ file, problems }) => problems.map((problem) => ({ file, ...problem }))),
  };
}

const folders = process.argv.slice(2).map((folder) => folder.replace(/[\\/]+$/, ''));
try {
  const results = (folders.length > 0 ? folders : productFolders).map(checkFolder);
  for (const { file, line, name, why } of results.flatMap(({ problems }) => problems))
    console.log(`${file}:${line} ${name} ${reasons[why]}`);
  const counts = results.map(({ folder, symbols, problems }) => `${folder} ${problems.length} of ${symbols}`);
  const isClean = results.every(({ problems }) => problems.length === 0);
  console.log(`docstrings: ${isClean ? 'every exported symbol has one' : 'to write'} (${counts.join(', ')})`);
  process.exitCode = isClean ? 0 : 1;
} catch (error) {
  console.error(`docstrings: ${error.message}`);
  process.exitCode = 2;
}
