// The key is replaced, the profile is paused or a write fails while the upload for a resend is running. A new key may belong to another account,
// which must not be charged.
import { beforeEach, describe, expect, test } from 'vitest';
import { ok } from '../../../../shared/result.ts';
import { newActionId } from '../../../support/action-id.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { noResponse, serviceTask } from '../../../support/fake-api.ts';
import { folderPerTest } from '../../../support/folder-per-test.ts';
import { type HeldCalls, holdCalls } from '../../../support/held-calls.ts';
import { refuseWrites } from '../../../support/refuse-writes.ts';
import { fox } from '../../../support/studio-bench.ts';

const hourMs = 3_600_000;

const inFolder = folderPerTest('replaced-key-');
const bench = benchPerTest(() => inFolder('studio.sqlite'));

const useKey = (key: string): Promise<number> => bench.replaceKey(bench.profileId, key);

describe('a resend that is still being prepared', () => {
  let id: number;
  let upload: HeldCalls;

  beforeEach(async () => {
    bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: noResponse, raw: null });
    bench.api.onList = () => ok([]);
    const { id: referenceId } = await bench.must('references.addBytes', { name: 'a.png', bytes: new Uint8Array([1]) });
    [id = 0] = await bench.submit({ ...fox, references: [{ role: 'first-frame', referenceId }] });
    await bench.clock.sleep(80 * hourMs); // The first upload expires meanwhile, so that the resend has to upload the file again.
    await bench.clock.advance(61_000);
    upload = holdCalls(bench.files, 'uploadBase64');
    bench.api.onSubmit = () => bench.api.accept();
    await bench.must('tasks.resend', { actionId: newActionId(), id });
    await bench.clock.settle();
  });

  test('is not charged to another account whose key was entered in the meantime', async () => {
    const changedAtMs = await useKey('sk-another-account-9999');
    upload.release();
    await bench.clock.advance(10_000);
    expect(bench.api.submitted).toHaveLength(1);
    expect(await bench.taskIn(id, 'unconfirmed')).toMatchObject({ error: { kind: 'key-replaced', changedAtMs } });
  });

  test('is sent when the same key was entered again', async () => {
    await useKey('sk-abcdefgh1234');
    upload.release();
    await bench.clock.advance(10_000);
    expect(bench.api.submitted).toHaveLength(2);
  });

  test('is matched with a task created just after it was sent, however long its upload took', async () => {
    bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: noResponse, raw: null });
    await bench.clock.advance(5 * 60_000);
    upload.release();
    await bench.clock.advance(1_000);
    expect(bench.api.submitted).toHaveLength(2);
    const createdAtMs = bench.clock.now() + 2_000;
    bench.api.onList = () => ok([{ serviceTaskId: 'task-unified-1', createdAtMs, model: fox.model }]);
    bench.api.tasks.set('task-unified-1', serviceTask('task-unified-1'));
    await bench.clock.advance(62_000);
    expect(await bench.taskIn(id, 'pending')).toMatchObject({ serviceTaskId: 'task-unified-1' });
  });

  test('is not matched with a later task of another program when it was never sent', async () => {
    const createdAtMs = bench.clock.now() + 2_000;
    await bench.must('profiles.pause', { profileId: bench.profileId, paused: true });
    bench.api.onList = () => ok([{ serviceTaskId: 'task-unified-1', createdAtMs, model: fox.model }]);
    upload.release();
    await bench.clock.advance(130_000);
    expect(bench.api.submitted).toHaveLength(1);
    expect((await bench.taskIn(id, 'unconfirmed')).reconciliation).toBe('not-found');
  });

  test('is not sent before the journal entry is written', async () => {
    const allowWrites = refuseWrites(inFolder('studio.sqlite'), 'INSERT ON task_journal');
    upload.release();
    await bench.clock.advance(10_000);
    expect(bench.log.incidents).not.toEqual([]);
    bench.log.incidents.length = 0;
    expect(bench.api.submitted).toHaveLength(1);
    allowWrites();
    await bench.clock.advance(130_000);
    expect((await bench.task(id)).state).toBe('pending');
    expect(bench.api.submitted).toHaveLength(2);
  });

  test('becomes unconfirmed again when it was not sent and the first write of that outcome failed', async () => {
    await bench.must('profiles.pause', { profileId: bench.profileId, paused: true });
    const allowWrites = refuseWrites(inFolder('studio.sqlite'), 'INSERT ON task_journal');
    upload.release();
    await bench.clock.advance(10_000);
    expect(bench.log.incidents).not.toEqual([]);
    bench.log.incidents.length = 0;
    allowWrites();
    await bench.clock.advance(130_000);
    expect((await bench.task(id)).state).toBe('unconfirmed');
    expect(bench.api.submitted).toHaveLength(1);
  });
});
