// The cost of a task in its overview is no more certain than in the status text.
import { expect, test } from 'vitest';
import { identityFacts } from '../../../../renderer/src/views/task-inspector/task-identity.ts';
import type { TaskIn } from '../../../../shared/task.ts';
import { text } from '../../../../shared/text/index.ts';
import { commonFields, nowMs } from '../../text/task-samples.ts';

const { inspector, library } = text('en');
const refused: TaskIn<'failed'> = {
  state: 'failed',
  ...commonFields,
  error: { kind: 'request-blocked', issues: [] },
  serviceTaskId: null,
  creditsReserved: null,
  creditsUsed: null,
  earlierSend: 'none',
  endedAtMs: nowMs,
};
const costOf = (task: TaskIn<'failed'>): string | undefined =>
  identityFacts(task, [], nowMs).find(({ label }) => label === inspector.cost)?.value;

test('a task that was never accepted cost nothing', () => {
  expect(costOf(refused)).toBe(library.inspector.noCharge);
});

test('the cost is unknown if an earlier request may have been accepted, or EvoLink did not report it', () => {
  expect([costOf({ ...refused, earlierSend: 'unknown' }), costOf({ ...refused, serviceTaskId: 'task-unified-1' })]).toEqual([
    library.inspector.unknown,
    library.inspector.unknown,
  ]);
});
