// A process that performs random actions on a library until it is killed: `judging-child.ts <database> <seed> [tag]`. With a tag, it only
// adds the tag to all videos, once. It prints a line inside the transaction of each slice.
import { videosPerSlice } from '../../../electron/core/library/judge/video-slices.ts';
import { openJudging } from '../../support/judging.ts';
import { seededRandom } from '../trial.ts';
import { performRandomAction } from './random-action.ts';

const [path = '', seed = '0', tag] = process.argv.slice(2);
let changedCount = 0;
const judging = openJudging(path, {
  onChanged() {
    changedCount += 1;
    if (changedCount % videosPerSlice === 0) process.stdout.write(`${changedCount}\n`);
  },
});
const ids = judging.tables.results.index().map(({ id }) => id);
const random = seededRandom(Number(seed));
process.stdout.write('opened\n');
if (tag !== undefined)
  await judging.must('judgement.change', { resultIds: Float64Array.from(ids), command: { kind: 'add-tag', name: tag } });
else for (;;) await performRandomAction(judging, ids, random);
await judging.close();
