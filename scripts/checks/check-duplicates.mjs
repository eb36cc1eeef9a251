// `npm run lint` and the gate: no six lines of code may be in two places, equal or of equal shape, unless docs/design/duplicates.md says
// why.
//
// `node scripts/checks/check-duplicates.mjs [FOLDER…]` compares these folders with each other. Without folders it compares all sources, and
// a row of the document that explains nothing is a problem too. `--explained FILE` reads the rows from another document. Files of sentences
// and fixtures are left out.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../runtime.mjs';
import { findDuplicates, isExplainedBy, readExplanations } from './duplicates.mjs';
import { sourcesIn } from './sources.mjs';

const allFolders = ['shared', 'electron', 'renderer', 'scripts', 'tests'];
const explanationsFile = 'docs/design/duplicates.md';
/** Sentences in two languages, and data that tests read. */
const excludedFilePattern = /^shared\/text\/(?:en|zh)\/|fixture/;

const readText = (file) => readFileSync(join(projectRoot, file), 'utf8');
const formatPlace = ({ file, first, last }) => `${file}:${first}-${last}`;

function report({ kind, lines, places }) {
  return `${places.map(formatPlace).join(' ~ ')} ${lines} lines ${kind === 'equal' ? 'are equal' : 'are of equal shape'}`;
}

function readRows(document) {
  try {
    return readExplanations(readText(document));
  } catch (error) {
    throw new Error(`${document}: ${error.message}`);
  }
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { explained: { type: 'string', default: explanationsFile } },
  });
  const folders = positionals.map((folder) => folder.replace(/[\\/]+$/, ''));
  const files = (folders.length > 0 ? folders : allFolders).flatMap(sourcesIn).filter((file) => !excludedFilePattern.test(file));
  const duplicates = findDuplicates(files.map((file) => ({ file, text: readText(file) })));
  const rows = readRows(values.explained);
  const unexplained = duplicates.filter((duplicate) => !rows.some((row) => isExplainedBy(row, duplicate)));
  const unusedRows = folders.length > 0 ? [] : rows.filter((row) => !duplicates.some((duplicate) => isExplainedBy(row, duplicate)));
  for (const duplicate of unexplained) console.log(report(duplicate));
  for (const { line } of unusedRows) console.log(`${values.explained}:${line} explains no duplicate`);
  const isClean = unexplained.length + unusedRows.length === 0;
  const advice = `write it once, or say in ${values.explained} why both stay`;
  console.log(
    `duplicates: ${isClean ? 'none' : `${unexplained.length} unexplained`} in ${files.length} files${unexplained.length > 0 ? `; ${advice}` : ''}`,
  );
  process.exitCode = isClean ? 0 : 1;
} catch (error) {
  console.error(`duplicates: ${error.message}`);
  process.exitCode = 2;
}
