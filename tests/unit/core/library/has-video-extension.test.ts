// Which stored files may be opened with another program.
import { expect, test } from 'vitest';
import { hasVideoExtension } from '../../../../electron/core/library/has-video-extension.ts';

test.each(['/v/a.mp4', '/v/a.MOV', '/v/a.b.webm', '/v/a.mkv', '/v/a.3gp', '/v/a.ts'])(
  '%s has the extension of a video and may be opened',
  (path) => {
    expect(hasVideoExtension(path)).toBe(true);
  },
);

test.each(['/v/a.exe', '/v/a.mp4.exe', '/v/a', '/v/.mp4', '/v.mp4/a', '/v/a.mp4 '])('%s is never opened', (path) => {
  expect(hasVideoExtension(path)).toBe(false);
});
