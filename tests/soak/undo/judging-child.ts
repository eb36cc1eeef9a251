// A process that adds a tag to all videos of a library: `judging-child.ts <database> <tag>`. It prints a line inside the transaction of each
// slice.
import { videosPerSlice } from '../../../electron/core/library/judge/video-slices.ts';
import { openJudging } from '../../support/judging.ts';

const [path = '', tag = ''] = process.argv.slice(2);
let changedCount = 0;
const judging = openJudging(path, {
  onChanged() {
    changedCount += 1;
    if (changedCount % videosPerSlice === 0) process.stdout.write(`${changedCount}\n`);
  },
});
const ids = judging.tables.results.index().map(({ id }) => id);
process.stdout.write('opened\n');
await judging.must('judgement.change', { resultIds: Float64Array.from(ids), command: { kind: 'add-tag', name: tag } });
await judging.close();
