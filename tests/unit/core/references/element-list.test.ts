// Elements are listed for the account that made them, with everything needed to recognise them.
import { expect, test } from 'vitest';
import type { GenerationRequest } from '../../../../shared/generation.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { fox } from '../../../support/studio-bench.ts';

const bench = benchPerTest();

const element = (name: string, references: GenerationRequest['references']): GenerationRequest => ({
  ...defaultRequest('kling-custom-element'),
  references,
  parameters: { 'model_params.element_name': name, 'model_params.element_description': `${name}, red` },
});

async function createElement(request: GenerationRequest, data: Readonly<Record<string, string | number>>): Promise<void> {
  await bench.submit(request);
  bench.api.finish(bench.api.lastTaskId(), { results: [{ kind: 'element', data }] });
  await bench.clock.advance(60_000);
}

test('elements are listed newest first with name, description, source and picture, without those of other accounts', async () => {
  const { added } = await bench.must('references.addFiles', { paths: ['/front.png', '/side.png', '/face.png', '/back.png'] });
  const ids = added.map(({ id }) => id) as [number, number, number, number];
  const views = (front: number, side: number): GenerationRequest['references'] => [
    { role: 'element-view', referenceId: side },
    { role: 'element-front', referenceId: front },
  ];
  await createElement(element('Fox', views(ids[0], ids[1])), { element_id: 'e-1' });
  await createElement(element('Hare', views(ids[2], ids[3])), { element_id: 42 });
  await bench.submit(fox);
  bench.api.finish(bench.api.lastTaskId());
  await bench.clock.advance(60_000);

  const { elements } = await bench.must('elements.list', { profileId: bench.profileId });
  expect(elements.map(({ elementId, name, description, from, referenceId }) => [elementId, name, description, from, referenceId])).toEqual([
    ['42', 'Hare', 'Hare, red', 'images', ids[2]],
    ['e-1', 'Fox', 'Fox, red', 'images', ids[0]],
  ]);
  const another = { profileId: null, name: 'Another', key: 'sk-another-5678', apiBaseUrl: null, filesBaseUrl: null };
  const { id: anotherId } = await bench.must('profiles.connect', another);
  expect((await bench.must('elements.list', { profileId: anotherId })).elements).toEqual([]);
});
