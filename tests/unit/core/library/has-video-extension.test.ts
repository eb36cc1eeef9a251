// Which stored files another program may open.
import { expect, test } from 'vitest';
import { hasVideoExtension } from '../../../../electron/core/library/has-video-extension.ts';

test.each(['/v/a.mp4', '/v/a.MOV', '/v/a.b.webm', '/v/a.mkv', '/v/a.3gp', '/v/a.ts'])(
  '%s is a name that the studio gives to videos',
  (path) => {
    expect(hasVideoExtension(path)).toBe(true);
  },
);

test.each(['/v/a.exe', '/v/a.mp4.exe', '/v/a', '/v/.mp4', '/v.mp4/a', '/v/a.mp4 '])('%s is not opened', (path) => {
  expect(hasVideoExtension(path)).toBe(false);
});
