// `npm run bench`: prints figures of the built studio, each with its ratio to a yardstick of the same run. Only ratios can be compared
// between machines. No figure fails the run.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { atRestFigures } from './at-rest.ts';
import { bundleFigures } from './bundle.ts';
import { type Figures, table } from './figures.ts';
import { libraryFigures } from './library.ts';
import { libraryWindowFigures } from './library-window.ts';
import { missingFilesFigures } from './missing-files.ts';
import { startupFigures } from './startup.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'string' },
    videos: { type: 'string', default: '100000' },
    folder: { type: 'string' },
  },
});
const taskCount = Number(values.videos);
if (!Number.isInteger(taskCount) || taskCount < 1) throw new Error(`--videos ${values.videos} is not a number of videos`);

const benches: Readonly<Record<string, () => Promise<Figures>>> = {
  startup: startupFigures,
  bundle: bundleFigures,
  atRest: atRestFigures,
  librarySearch: () => libraryFigures({ taskCount, folder: values.folder ?? null }),
  missingFiles: missingFilesFigures,
  libraryWindow: () => libraryWindowFigures(taskCount),
};
/** Names for several benches. */
const groups: Readonly<Record<string, readonly string[]>> = { library: ['librarySearch', 'missingFiles', 'libraryWindow'] };
const { only } = values;
const chosenNames = only === undefined ? Object.keys(benches) : (groups[only] ?? [only]);

let figures: Figures = {};
for (const name of chosenNames) {
  const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (bench === undefined)
    throw new Error(`no bench is called ${name}; there are ${[...Object.keys(benches), ...Object.keys(groups)].join(', ')}`);
  figures = { ...figures, ...(await bench()) };
}
console.log(table(figures));
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
