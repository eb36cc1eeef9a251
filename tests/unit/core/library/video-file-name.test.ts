// File names that the default template makes from prompts. They are valid on all three systems, and every version makes the same names.

import { expect, test } from 'vitest';
import { fileNameIn, nameValues } from '../../../../electron/core/library/video-file-name.ts';
import { defaultFileNameTemplate } from '../../../../shared/file-names/parse-template.ts';
import { fc } from '../../../support/fast-check.ts';
import { fox } from '../../../support/studio-bench.ts';

const createdAtMs = new Date(2026, 2, 1, 12).getTime();
const nameOf = (prompt: string, model = 'seedance-1.5-pro', position = 0) => {
  const task = { id: 1, serviceTaskId: 'task-unified-1761313744-vux2jw0k', createdAtMs, model, request: { ...fox, prompt } };
  return fileNameIn('/videos', { template: defaultFileNameTemplate, isWindows: false }, nameValues(task, position, 'Work', 1));
};

test.each([
  ['a fox in the snow', '2026-03-01 a fox in the snow seedance-1.5-pro vux2jw0k'],
  ['', '2026-03-01 seedance-1.5-pro vux2jw0k'],
  ['../../etc/passwd', '2026-03-01 etc passwd seedance-1.5-pro vux2jw0k'],
  ['C:\\Windows\\system32', '2026-03-01 C Windows system32 seedance-1.5-pro vux2jw0k'],
  ['a\nb\tc', '2026-03-01 a b c seedance-1.5-pro vux2jw0k'],
  ['what? "yes" <no> | *', '2026-03-01 what yes no seedance-1.5-pro vux2jw0k'],
  ['\u202Egnp.exe\u0000', '2026-03-01 gnp.exe seedance-1.5-pro vux2jw0k'],
  ['cafe\u0301', '2026-03-01 café seedance-1.5-pro vux2jw0k'],
  ['雪の中の狐', '2026-03-01 雪の中の狐 seedance-1.5-pro vux2jw0k'],
  ['\ud83d', '2026-03-01 seedance-1.5-pro vux2jw0k'],
])('the name for the prompt %j is %j', (prompt, expected) => {
  expect(nameOf(prompt)).toBe(expected);
});

test('the name of the second result of a task ends in its number', () => {
  expect(nameOf('a fox', 'veo-3', 1)).toBe('2026-03-01 a fox veo-3 vux2jw0k 2');
});

test('long prompts are cut at grapheme boundaries', () => {
  const family = '👨‍👩‍👧‍👦';
  const name = nameOf(family.repeat(50));
  expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(120);
  expect(name).toMatch(/^2026-03-01 .* seedance-1\.5-pro vux2jw0k$/u);
});

test('no name is empty, too long, reserved, hidden or ends in a way that Windows forbids', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (prompt, model) => {
      const name = nameOf(prompt, model);
      expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cs}]|^[.\s-]|[.\s]$/u);
      expect(name.length).toBeGreaterThan(9);
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(121);
      expect(name).toBe(name.normalize('NFC'));
    }),
  );
});
