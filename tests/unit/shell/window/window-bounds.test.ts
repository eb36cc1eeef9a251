import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  boundsFor,
  minimumFor,
  readBounds,
  refitFor,
  type ScreenArea,
  writeBounds,
} from '../../../../electron/shell/window/window-bounds.ts';

const fullHd: ScreenArea = { x: 0, y: 0, width: 1920, height: 1080 };
const laptop: ScreenArea = { x: 0, y: 0, width: 1366, height: 728 };
const savedBounds = { x: 100, y: 50, width: 1200, height: 800, maximized: false };

/** Returns how much of the window is on the screens, in percent. */
function visiblePercent(at: { x?: number; y?: number; width: number; height: number }, screens: readonly ScreenArea[]): number {
  const { x = 0, y = 0, width, height } = at;
  const visibleAreas = screens.map((s) => {
    const visibleWidth = Math.min(x + width, s.x + s.width) - Math.max(x, s.x);
    const visibleHeight = Math.min(y + height, s.y + s.height) - Math.max(y, s.y);
    return Math.max(0, visibleWidth) * Math.max(0, visibleHeight);
  });
  return Math.round((100 * visibleAreas.reduce((sum, area) => sum + area, 0)) / (width * height));
}

describe('the window position', () => {
  test('is the remembered one while it is on a screen', () => {
    expect(boundsFor(savedBounds, [fullHd])).toEqual({ x: 100, y: 50, width: 1200, height: 800 });
  });

  test.each([
    ['to the right', { ...savedBounds, x: 3000 }],
    ['to the left', { ...savedBounds, x: -1300 }],
    ['above', { ...savedBounds, y: -400 }],
    ['nowhere, as Windows remembers a minimised window', { ...savedBounds, x: -32_000, y: -32_000 }],
  ])('is centred if its title bar was on a disconnected screen: %s', (_where, remembered) => {
    expect(boundsFor(remembered, [fullHd])).toEqual({ width: 1200, height: 800 });
  });

  test('has a default that fits the screen', () => {
    expect([boundsFor(null, [fullHd]), boundsFor(null, [laptop]), boundsFor(null, [])]).toEqual([
      { width: 1440, height: 900 },
      { width: 1366, height: 728 },
      { width: 1440, height: 900 },
    ]);
  });

  test('is never larger than the screen', () => {
    expect(boundsFor({ ...savedBounds, width: 5000, height: 5000 }, [fullHd])).toEqual({ x: 0, y: 0, width: 1920, height: 1080 });
  });

  test('is never smaller than the usable minimum', () => {
    expect(boundsFor({ ...savedBounds, width: 20, height: 20 }, [fullHd])).toEqual({ x: 100, y: 50, width: 960, height: 600 });
  });

  test('keeps the size of a window on a second screen that is larger than the first', () => {
    const second = { x: 1366, y: 0, width: 2560, height: 1400 };
    expect(boundsFor({ x: 1500, y: 40, width: 2300, height: 1300, maximized: false }, [laptop, second])).toEqual({
      x: 1500,
      y: 40,
      width: 2300,
      height: 1300,
    });
  });

  test.each([
    ['below the screen, which was taller', { ...savedBounds, y: 640 }, [laptop]],
    ['at the right edge of the screen, which was wider', { ...savedBounds, x: 1250, height: 600 }, [laptop]],
    ['at the left edge', { ...savedBounds, x: -1100, height: 600 }, [laptop]],
    ['on a screen smaller than the usual minimum', { ...savedBounds, width: 960, height: 600 }, [{ x: 0, y: 0, width: 910, height: 472 }]],
    [
      'on a second screen below a task bar at its top',
      { ...savedBounds, x: 1400, y: 5 },
      [laptop, { x: 1366, y: 48, width: 1920, height: 1032 }],
    ],
  ])('is moved completely onto the screen if it was remembered %s', (_where, remembered, screens) => {
    expect(visiblePercent(boundsFor(remembered, screens), screens)).toBe(100);
  });

  test('stays across two screens if the user put it there', () => {
    const screens = [fullHd, { ...fullHd, x: 1920 }];
    expect(boundsFor({ ...savedBounds, x: 1400 }, screens)).toEqual({ x: 1400, y: 50, width: 1200, height: 800 });
  });

  test('stays on the screen that shows most of it when the other one becomes lower', () => {
    const screens = [fullHd, { x: 1920, y: 0, width: 1280, height: 680 }];
    expect(boundsFor({ ...savedBounds, x: 2000 }, screens)).toEqual({ x: 2000, y: 0, width: 1200, height: 680 });
  });
});

describe('an open window when the screens change', () => {
  const second: ScreenArea = { x: 1920, y: 0, width: 1280, height: 680 };
  const windowAt = (x: number, y: number, width = 1200, height = 800) => ({ x, y, width, height });

  test('is resized to fit its own screen, even if another one has room for it', () => {
    expect(refitFor(windowAt(2000, 0), [fullHd, second])).toEqual({ kind: 'move', x: 2000, y: 0, width: 1200, height: 680 });
    expect(refitFor(windowAt(-1300, 20), [fullHd, { ...second, x: -1280 }])).toEqual({
      kind: 'move',
      x: -1280,
      y: 0,
      width: 1200,
      height: 680,
    });
  });

  test('stays where the user put it, even partly outside the screen', () => {
    expect(refitFor(windowAt(100, 50), [fullHd, second])).toEqual({ kind: 'stay' });
    expect(refitFor(windowAt(900, 500), [fullHd])).toEqual({ kind: 'stay' });
    expect(refitFor(windowAt(2000, 0, 1200, 600), [fullHd, second])).toEqual({ kind: 'stay' });
  });

  test('stays across two screens that show all of it', () => {
    expect(refitFor(windowAt(100, 50, 3000, 800), [fullHd, { ...fullHd, x: 1920 }])).toEqual({ kind: 'stay' });
  });

  test('is centred if no screen shows its title bar', () => {
    expect(refitFor(windowAt(5000, 0), [fullHd, second])).toEqual({ kind: 'centre', width: 1200, height: 800 });
    expect(refitFor(windowAt(100, -500, 1200, 800), [fullHd])).toEqual({ kind: 'centre', width: 1200, height: 800 });
  });
});

describe('the minimum size of the window', () => {
  test('is 960 by 600 if every screen has room for it', () => {
    expect(minimumFor([fullHd, laptop])).toEqual({ width: 960, height: 600 });
  });

  // Work areas in CSS pixels of common screens at common scales, less 40 for a task bar.
  test.each([
    ['1366×768 at 125 %', { width: 1092, height: 574 }],
    ['1366×768 at 150 %', { width: 910, height: 472 }],
    ['1920×1080 at 200 %', { width: 960, height: 500 }],
    ['1280×720 at 125 %', { width: 1024, height: 536 }],
  ])('leaves room for a title bar that the window manager adds: %s', (_screen, size) => {
    const { width, height } = minimumFor([{ x: 0, y: 0, ...size }]);
    expect([size.width - width >= 8 || width === 960, size.height - height >= 36]).toEqual([true, true]);
  });

  test('is that of the smallest screen, so that the window can be moved there', () => {
    expect(minimumFor([fullHd, { x: 1920, y: 0, width: 910, height: 472 }])).toEqual({ width: 894, height: 432 });
  });

  test('is never zero', () => {
    expect(minimumFor([{ x: 0, y: 0, width: 100, height: 100 }])).toEqual({ width: 480, height: 320 });
  });
});

describe('the file with the position', () => {
  function fileWith(content: string | null): string {
    const folder = mkdtempSync(join(tmpdir(), 'window-place-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'window.json');
    if (content !== null) writeFileSync(file, content);
    return file;
  }

  test('returns what was written', () => {
    const file = fileWith(null);
    writeBounds(file, savedBounds);
    expect(readBounds(file)).toEqual(savedBounds);
  });

  test.each([
    ['missing', null],
    ['empty', ''],
    ['cut short', '{"x":100,"y":50,"wid'],
    ['of another shape', '{"x":"left"}'],
    ['not an object', '[1,2]'],
  ])('that is %s is ignored', (_, content) => {
    expect(readBounds(fileWith(content))).toBeNull();
  });
});
