// The tasks in progress whose changes make the composer load the takes of its request again.
import { expect, test } from 'vitest';
import { likelyTakes } from '../../../../renderer/src/views/create/submit/use-existing-takes.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';
import type { Task } from '../../../../shared/task.ts';

const fox = defaultRequest('seedance-1.5-pro', 'a fox');
const task = (id: number, state: Task['state'], request = fox): readonly [number, Task] => [id, { id, state, request } as Task];

test('tasks in progress with the same model and prompt may be takes, whatever their other settings', () => {
  const tasks = new Map([
    task(1, 'waiting'),
    task(2, 'failed'),
    task(3, 'processing', { ...fox, quality: '480p' }),
    task(4, 'waiting', { ...fox, prompt: 'an owl' }),
  ]);
  expect(likelyTakes(tasks, [fox])).toBe('1,3');
  expect(likelyTakes(tasks, [fox, { ...fox, prompt: 'an owl' }])).toBe('1,3,4');
  expect(likelyTakes(new Map(), [fox])).toBe('');
});
