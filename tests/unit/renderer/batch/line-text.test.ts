import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setLanguage } from '../../../../renderer/src/messages.ts';
import { settingsText } from '../../../../renderer/src/views/batch/line-text.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';

beforeEach(() => vi.stubGlobal('document', { documentElement: {} }));
afterEach(async () => {
  await setLanguage('en');
  vi.unstubAllGlobals();
});

const request = { ...defaultRequest('seedance-1.5-pro', 'a fox'), durationSeconds: 5, generateAudio: null };

test('a line of the batch names quality and ratio as the composer does', async () => {
  const settings = [
    { ...request, quality: '4k', aspectRatio: 'keep_ratio' },
    { ...request, quality: 'high', aspectRatio: '1280x720' },
    { ...request, quality: '720p', aspectRatio: 'auto' },
  ];
  expect(settings.map(settingsText)).toEqual(['5 s · 4K · keep', '5 s · High · 1280×720', '5 s · 720p · auto']);
  await setLanguage('zh');
  expect(settings.map(settingsText)).toEqual(['5 秒 · 4K · 保持原比例', '5 秒 · 高清 · 1280×720', '5 秒 · 720p · 自动']);
});
