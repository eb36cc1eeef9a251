// The profile that owns the tasks of a rebuilt library, and the connection that takes it over.
import { describe, expect, it } from 'vitest';
import { fail } from '../../../../shared/result.ts';
import { libraryItems, startBenchWithVideo } from '../../../support/bench-with-video.ts';
import { unauthorized } from '../../../support/fake-api.ts';
import { rebuildLibrary } from '../../../support/rebuild-library.ts';
import { createWorld, startBench } from '../../../support/studio-bench.ts';

describe('the profile of a library that was rebuilt before any account was connected', () => {
  const connection = { profileId: null, name: 'Mine', key: 'sk-abcdefgh1234', apiBaseUrl: null, filesBaseUrl: null };
  const profiles = async (bench: ReturnType<typeof startBench>) => (await bench.must('studio.snapshot', {})).status.profiles;
  /** A studio with an empty database that has rebuilt the library from its folder. */
  async function startRebuiltStudio() {
    const { bench } = await startBenchWithVideo();
    const second = startBench({ world: { ...createWorld(), library: bench.library, references: bench.references } });
    second.api.accept(); // the service assigns each id once, and the existing video has the first
    await rebuildLibrary(second);
    const [item] = await libraryItems(second);
    const [keylessId] = await profiles(second);
    return { bench: second, taskId: item?.id ?? 0, keylessId: keylessId?.id ?? 0 };
  }

  it('is used by the next connection, and keeps its tasks', async () => {
    const { bench, taskId, keylessId } = await startRebuiltStudio();
    expect(await profiles(bench)).toMatchObject([{ id: keylessId, key: { state: 'none' } }]);
    const connected = await bench.must('profiles.connect', connection);
    expect(connected).toMatchObject({ id: keylessId, name: 'Mine', key: { state: 'present' }, holds: [] });
    expect(await profiles(bench)).toHaveLength(1);
    expect((await bench.must('studio.snapshot', {})).status.activeProfileId).toBe(keylessId);
    expect((await bench.task(taskId)).profileId).toBe(keylessId);
    const [id = 0] = await bench.submit();
    expect(await bench.taskIn(id, 'pending')).toMatchObject({ profileId: keylessId });
  });

  it('belongs to one account: it is not used again for another key, after its key was forgotten, or for other addresses', async () => {
    const { bench, keylessId } = await startRebuiltStudio();
    const elsewhere = await bench.must('profiles.connect', { ...connection, apiBaseUrl: 'https://api.other.example' });
    expect(elsewhere.id).not.toBe(keylessId);
    expect((await bench.must('profiles.connect', connection)).id).toBe(keylessId);
    const another = await bench.must('profiles.connect', { ...connection, key: 'sk-another-account' });
    expect([keylessId, elsewhere.id]).not.toContain(another.id);
    await bench.must('profiles.forgetKey', { profileId: keylessId });
    await bench.must('profiles.forgetKey', { profileId: another.id });
    expect([keylessId, elsewhere.id, another.id]).not.toContain((await bench.must('profiles.connect', connection)).id);
  });

  it('is not used while it has waiting tasks, which the user did not mean to send with the new key', async () => {
    const { bench, keylessId } = await startRebuiltStudio();
    await bench.must('profiles.activate', { profileId: keylessId });
    const [waiting = 0] = await bench.submit();
    const connected = await bench.must('profiles.connect', connection);
    await bench.clock.advance(60_000);
    expect(connected.id).not.toBe(keylessId);
    expect([(await bench.task(waiting)).state, bench.api.submitted.length]).toEqual(['waiting', 0]);
    // Two profiles at the same addresses: the owner of the videos is ambiguous.
    await bench.must('tasks.discard', { id: waiting });
    expect((await bench.must('profiles.connect', { ...connection, key: 'sk-another-account' })).id).not.toBe(keylessId);
  });

  it('still has no key after the key was rejected', async () => {
    const { bench, keylessId } = await startRebuiltStudio();
    bench.api.onCredits = () => fail(unauthorized);
    expect(await bench.call('profiles.connect', connection)).toEqual(fail(unauthorized));
    expect(await profiles(bench)).toMatchObject([{ id: keylessId, name: 'EvoLink', key: { state: 'none' } }]);
  });
});
