// Searches for a leaked key in the files, responses and events of a complete studio with real parts, while the service echoes the key in every refusal.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createNodeHttpClient } from '../../../electron/adapters/http/node-http-client.ts';
import { createLogFile } from '../../../electron/adapters/log-file.ts';
import type { KeyVault } from '../../../electron/core/ports.ts';
import { simulatorTimings } from '../../../electron/core/scheduling/timings.ts';
import { systemClock } from '../../../electron/shell/system/system-clock.ts';
import { systemRandom } from '../../../electron/shell/system/system-random.ts';
import { createSimulator } from '../../../electron/simulator/simulator.ts';
import { createTinyClips } from '../../contract/simulator/tiny-clip.ts';
import { plainPng } from '../../e2e/support/plain-pictures.ts';
import { isStored, openRealStudio, scaledDown, waitFor } from '../../support/real-studio.ts';
import { fox } from '../../support/studio-bench.ts';
import { submission } from '../../support/submission.ts';
import { atLeast, exactly, type Findings, type TrialOptions } from '../trial.ts';
import { canaryKey, echoFaults } from './echoes.ts';
import { searchFiles, spelledIn, spellingsOf } from './spellings.ts';

/** A keychain that encrypts with a random password, which is stored nowhere. */
function createVault(): KeyVault {
  const password = randomBytes(32);
  return {
    protection: () => ({ kind: 'keychain', backend: 'trial' }),
    encrypt(key) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', password, iv);
      const encrypted = Buffer.concat([cipher.update(key, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), encrypted]);
    },
    decrypt(encryptedKey) {
      const decipher = createDecipheriv('aes-256-gcm', password, encryptedKey.subarray(0, 12));
      decipher.setAuthTag(encryptedKey.subarray(12, 28));
      return Buffer.concat([decipher.update(encryptedKey.subarray(28)), decipher.final()]).toString('utf8');
    },
  };
}

export async function leakInProcess({ directory, say }: TrialOptions, next: () => number): Promise<Findings> {
  const key = canaryKey(next);
  const spellings = spellingsOf(key);
  const home = join(directory, 'studio');
  const logs = join(home, 'logs');
  mkdirSync(home, { recursive: true });
  const service = createSimulator({ directory: null, clips: createTinyClips(), settings: { progressMs: 1 } });
  const addresses = await service.start();
  const http = createNodeHttpClient();
  const log = createLogFile({ folder: logs, level: 'debug', clock: systemClock, random: systemRandom });
  const bench = openRealStudio({
    directory: home,
    service: addresses,
    clock: systemClock,
    http,
    timings: scaledDown(simulatorTimings, 5),
    checksOutput: true,
    portOverrides: { keys: createVault(), log },
  });
  const responses: string[] = [];
  bench.studio.onEvent((event) => responses.push(JSON.stringify(event)));
  const dispatch = async (name: string, input: unknown) => {
    const response = await bench.studio.dispatch(name, input);
    responses.push(JSON.stringify(response));
    return response;
  };
  const accountAt = { apiBaseUrl: addresses.api, filesBaseUrl: addresses.files };
  try {
    const connect = (profileId: number | null) => dispatch('profiles.connect', { profileId, name: 'Mine', key, ...accountAt });
    service.control.addFaults(echoFaults(key, 'credits', [401, 403, 429, 500]));
    const refused = [await connect(null), await connect(null), await connect(null), await connect(null)].filter(({ ok }) => !ok).length;
    const connected = await connect(null);
    if (!connected.ok) throw new Error(`the key was not accepted: ${connected.error.kind}`);
    const profileId = (connected.value as { id: number }).id;

    const picture = join(directory, 'given.png');
    writeFileSync(picture, plainPng(640, 640, [9, 9, 9]));
    const { added } = await bench.must('references.addFiles', { paths: [picture] });
    const referenceId = added[0]?.id ?? 0;
    // Results and files are requested without the key, so they need no faults.
    service.control.addFaults([
      ...echoFaults(key, 'create', [401, 402, 400, 429, 503, 500]),
      ...echoFaults(key, 'task', [401, 404, 429, 500, 502, 403]),
      ...echoFaults(key, 'upload-stream', [401, 413, 500]),
      ...echoFaults(key, 'list-files', [401, 500]),
      ...echoFaults(key, 'quota', [403]),
      ...echoFaults(key, 'list-tasks', [500, 401]),
    ]);
    for (const name of ['files.list', 'files.quota'])
      for (let time = 0; time < 2; time += 1) await dispatch(name, { profileId, ...(name === 'files.list' ? { page: 1 } : {}) });
    const request = { ...fox, references: [{ role: 'first-frame' as const, referenceId }] };
    let tasks: readonly number[] = [];
    // A refusal may hold the queue, and a check of the profile releases it. This repeats until one of the tasks is stored.
    const stored = await waitFor(async () => {
      await dispatch('profiles.check', { profileId });
      const created = await bench.must('tasks.submit', submission(tasks.length < 3 ? request : fox, { sendAnyway: true }));
      tasks = [...tasks, ...created.ids];
      await new Promise((resolve) => setTimeout(resolve, 150));
      for (const id of tasks) await dispatch('tasks.read', { id });
      return (await Promise.all(tasks.map((id) => bench.task(id)))).some(isStored);
    }, 20_000);
    await dispatch('studio.snapshot', {});
    log.incident(new Error(`Bearer ${key}`), 'an error that contains the key');
    await bench.studio.stop({ withinMs: 500 });

    const found = searchFiles(home, spellings);
    const control = searchFiles(home, new Map([['address', Buffer.from(addresses.api)]]));
    const leaks = responses.flatMap((text, at) =>
      spelledIn(Buffer.from(text), spellings).map((name) => `answer ${at}: ${name} in ${text.slice(0, 300)}`),
    );
    const harmed = service.control.state().faults.reduce((sum, rule) => sum + rule.harmed, 0);
    for (const line of [...found.hits, ...leaks].slice(0, 20)) say(line);
    return {
      conditions: [
        exactly('refused keys that were echoed', refused, 4),
        atLeast('refusals that echoed the key', harmed, 12, 'answers'),
        exactly('videos stored despite the refusals', stored ? 1 : 0, 1),
        exactly('spellings of the key in files', found.hits.length, 0),
        exactly('spellings of the key in answers and events to the window', leaks.length, 0),
        atLeast('files in which the service’s address was found, to show that the search finds', control.hits.length, 1, 'files'),
      ],
      figures: { spellings: spellings.size, files: found.files, responses: responses.length, echoes: harmed },
    };
  } finally {
    await bench.studio.stop({ withinMs: 0 });
    await service.stop();
    http.close();
  }
}
