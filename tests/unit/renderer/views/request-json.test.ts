// The JSON of a request in the task inspector.
import { expect, test } from 'vitest';
import { requestJson } from '../../../../renderer/src/views/task-inspector/request-json.ts';
import type { GenerationRequest } from '../../../../shared/generation.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';

const references: GenerationRequest['references'] = [
  { role: 'first-frame', referenceId: 1 },
  { role: 'last-frame', referenceId: 2 },
];
const request = {
  ...defaultRequest('seedance-1.5-pro', '  A red fox,\nverbatim.  '),
  references,
};
const file = (referenceId: number, name: string, url: string | null) => ({
  referenceId,
  role: 'first-frame' as const,
  name,
  copy: url === null ? null : { fileId: 'f', url, uploadedAtMs: 0, expiresAtMs: 1 },
});

test('the JSON is the body that is sent, with the URLs of its files, or their names if no URL is known', () => {
  const body = JSON.parse(requestJson(request, [file(1, 'fox.png', 'https://files.example/fox.png'), file(2, 'den.png', null)])) as Record<
    string,
    unknown
  >;
  expect(body).toMatchObject({ model: 'seedance-1.5-pro' });
  expect(JSON.stringify(body)).toContain('https://files.example/fox.png');
  expect(JSON.stringify(body)).toContain('<den.png>');
  expect(String(body.prompt)).toContain('A red fox,\nverbatim.');
  expect(Object.keys(body)).not.toContain('key');
});
