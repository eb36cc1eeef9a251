// The diagnostics file: a canary key, prompt, link and names are put into every source of the file, and the file contains none of them.
import { expect, test } from 'vitest';
import { fox, startBench } from '../../../support/studio-bench.ts';

const canary = {
  key: 'sk-canary1234567890',
  prompt: 'canary prompt: a "quoted" fox\nin the snow',
  link: 'https://files.example.com/canary-link.mp4?token=abc',
  user: 'canaryuser',
  file: 'Grandma at the canary lake.png',
};

test('the diagnostics file contains what support needs, and no key, prompt, link, file name or user name', async () => {
  const bench = startBench();
  await bench.must('profiles.connect', { profileId: null, name: 'Canary Profile', key: canary.key, apiBaseUrl: null, filesBaseUrl: null });
  const service = {
    httpStatus: 400,
    code: canary.link,
    message: `${canary.prompt} ${canary.key}`,
    param: canary.prompt,
    requestId: 'req-7',
    body: `${canary.prompt} ${canary.link} ${canary.key}`,
  };
  bench.api.onSubmit = () => ({ kind: 'refused', error: { kind: 'invalid-request', service } });
  const [id = 0] = await bench.submit({ ...fox, prompt: canary.prompt });
  await bench.must('references.addBytes', { name: canary.file, bytes: new Uint8Array([1]) });
  bench.desktop.home = `/home/${canary.user}`;
  const line = (fields: object) => JSON.stringify({ at: '2026-02-02T00:00:00Z', level: 'bug', event: 'incident', ...fields });
  bench.desktop.log = [
    line({ error: `Error: ${canary.prompt} at file:///home/${canary.user}/x.js with Bearer ${canary.key}` }),
    line({ detail: canary.link, [canary.link]: 1, folder: `/home/${canary.user}/Videos`, profile: 'Canary Profile' }),
    line({ detail: `could not read ${canary.file}, nor Grandma at the canary lake.txt` }),
    `not JSON ${canary.prompt} ${canary.key}`,
  ];
  expect(await bench.must('system.saveDiagnostics', {})).toEqual({ saved: true });
  const [file] = bench.desktop.saved;
  expect(file?.name).toBe('evolink-studio-diagnostics-2026-02-02.json');
  for (const secret of [...Object.values(canary), 'canary', 'Canary Profile', 'quoted', 'Grandma'])
    expect(file?.content).not.toContain(secret);
  const bundle = JSON.parse(file?.content ?? '') as {
    tasks: { id: number; promptLength: number; error: object; requestLog: object[] }[];
    log: { level?: string }[];
  };
  expect(bundle.tasks).toMatchObject([
    {
      id,
      promptLength: canary.prompt.length,
      error: { kind: 'invalid-request', httpStatus: 400, requestId: 'req-7' },
      requestLog: [{ kind: 'submit', httpStatus: 400 }],
    },
  ]);
  // Lines of earlier versions, which named the level `error` `bug`, are read as well.
  expect(bundle.log.map(({ level }) => level)).toEqual(['error', 'error', 'error', undefined]);
  await bench.studio.stop({ withinMs: 0 });
});
