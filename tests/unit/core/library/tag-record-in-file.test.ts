// The tag record that is written into a stored file, and reading a request from it.
import { describe, expect, it } from 'vitest';
import { buildTags, parseTagRecord } from '../../../../electron/core/library/tag-record.ts';
import { newTask } from '../../../../electron/core/tasks/row-factories.ts';
import type { GenerationRequest } from '../../../../shared/generation.ts';
import { newActionId } from '../../../support/action-id.ts';
import { libraryItems } from '../../../support/bench-with-video.ts';
import { fox, startBench } from '../../../support/studio-bench.ts';

describe('the tag record in a file', () => {
  it('contains no link and no path', () => {
    const request: GenerationRequest = {
      ...fox,
      references: [
        { role: 'first-frame', referenceId: 1 },
        { role: 'last-frame', referenceId: 2 },
      ],
      parameters: {
        callback_url: 'https://hook.example/x',
        seed: 7,
        list: ['/home/me/a.png', 'fine', 'C:\\me\\a.png'],
        deep: { at: 'file:///x' },
      },
    };
    const draft = newTask({ profileId: 1, simulated: false, request, sourceTaskId: null }, 5);
    const row = { ...draft, id: 1, serviceTaskId: 'task-unified-1', acceptedAtMs: 6, endedAtMs: 7 };
    const name = (id: number) => (id === 1 ? 'https://secret.example/a/b.png?token=hidden' : '/home/me/c.png');
    const tagsFor = buildTags(row, 0, (id) => ({ sha256: 'c'.repeat(64), name: name(id) }));
    const { record } = tagsFor({ sha256: 'd'.repeat(64) });
    for (const secret of ['secret.example', 'hidden', 'hook.example', '/home', 'C:', 'file:']) expect(record).not.toContain(secret);
    expect(parseTagRecord(record)).toMatchObject({
      prompt: fox.prompt,
      parameters: { seed: 7, list: ['fine'], deep: {} },
      references: [{ name: 'b.png' }, { name: 'c.png' }],
      taskId: 'task-unified-1',
      position: 0,
      receivedSha256: 'd'.repeat(64),
    });
  });

  it('is not written if the user has turned it off', async () => {
    const bench = startBench();
    await bench.must('settings.change', { writeTags: false });
    await bench.connect();
    const [id = 0] = await bench.submit();
    bench.api.finish((await bench.taskIn(id, 'pending')).serviceTaskId);
    await bench.clock.advance(60_000);
    await bench.clock.settle();
    expect([bench.library.records.size, (await libraryItems(bench))[0]?.untaggedReason]).toEqual([0, 'not-wanted']);
  });

  it('yields the request with the references that still exist, and names the others', async () => {
    const first = startBench();
    await first.connect();
    const keptReference = await first.must('references.addBytes', { name: 'kept.png', bytes: new Uint8Array([1]) });
    const lostReference = await first.must('references.addBytes', { name: 'lost.png', bytes: new Uint8Array([2]) });
    const request: GenerationRequest = {
      ...fox,
      references: [
        { role: 'first-frame', referenceId: keptReference.id },
        { role: 'last-frame', referenceId: lostReference.id },
      ],
    };
    const { ids } = await first.must('tasks.submit', {
      actionId: newActionId(),
      request,
      variations: 1,
      sendAnyway: true,
      sourceTaskId: null,
    });
    await first.clock.settle();
    first.api.finish((await first.taskIn(ids[0] ?? 0, 'pending')).serviceTaskId);
    await first.clock.advance(60_000);
    await first.clock.settle();
    first.references.storedFiles.delete(lostReference.sha256);
    const [path = ''] = [...first.library.records.keys()];
    const { found } = await first.must('library.readTags', { path });
    expect(found).toEqual({
      request: { ...request, references: [{ role: 'first-frame', referenceId: keptReference.id }] },
      lost: ['lost.png'],
    });
    expect(await first.must('library.readTags', { path: '/elsewhere.mp4' })).toEqual({ found: null });
  });
});
