// Remembers the window's bounds and language in a file, because the window opens before the database. The decisions are pure functions; a position
// that no screen shows any more is dropped.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const windowBounds = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  maximized: z.boolean(),
  language: z.enum(['en', 'zh']).optional(),
});
type WindowBounds = z.infer<typeof windowBounds>;

/** A rectangle on the desktop, in device-independent pixels. */
export interface ScreenArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const defaultSize = { width: 1440, height: 900 } as const;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The usual minimum size of the window. The page itself works in less (`tests/e2e/small-screens.e2e.ts`). */
const preferredMinimum: Size = { width: 960, height: 600 };
/** A window manager on Linux adds its title bar and borders to the size that it was asked for. */
const frame: Size = { width: 16, height: 40 };
/** In a smaller window nothing is legible on any screen. */
const absoluteMinimum: Size = { width: 480, height: 320 };
/** The height of the strip by which a window is dragged. */
const titleBarHeight = 40;

/**
 * Returns the smallest size that the user may give the window, in CSS pixels: comfortable, but never more than the smallest screen shows, or the
 * lower edge with *Generate* would be off the screen that the window is on or is moved to.
 */
export function minimumFor(screens: readonly ScreenArea[]): Size {
  const limitedLength = (preferred: number, available: readonly number[], frameLength: number, minimum: number): number =>
    Math.max(minimum, Math.min(preferred, ...available.map((length) => length - frameLength)));
  return {
    width: limitedLength(
      preferredMinimum.width,
      screens.map(({ width }) => width),
      frame.width,
      absoluteMinimum.width,
    ),
    height: limitedLength(
      preferredMinimum.height,
      screens.map(({ height }) => height),
      frame.height,
      absoluteMinimum.height,
    ),
  };
}

/** Returns the area of the intersection. */
function overlap(a: ScreenArea, b: ScreenArea): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

/** Returns the screen that shows most of the window's title bar; null where none shows any of it. */
function screenOf(window: ScreenArea, screens: readonly ScreenArea[]): ScreenArea | null {
  const titleBar = { ...window, height: titleBarHeight };
  const homeScreen = screens.toSorted((a, b) => overlap(b, titleBar) - overlap(a, titleBar))[0];
  return homeScreen !== undefined && overlap(homeScreen, titleBar) > 0 ? homeScreen : null;
}

/** A size between the usable minimum and what a screen shows. */
function sizeOn(screen: ScreenArea | undefined, preferred: Size): Size {
  const available = screen ?? defaultSize;
  return {
    width: Math.min(Math.max(preferred.width, preferredMinimum.width), available.width),
    height: Math.min(Math.max(preferred.height, preferredMinimum.height), available.height),
  };
}

/**
 * Decides where the window opens, given the work areas of the screens, the primary one first. It stays where it was while all of it is visible
 * there, also across two screens; otherwise it moves onto the screen that shows most of its title bar, as large as fits. Without `x` and `y` it is
 * centred: nothing was remembered, or no screen shows its title bar any more.
 */
export function boundsFor(
  remembered: WindowBounds | null,
  screens: readonly ScreenArea[],
): Size & { readonly x?: number; readonly y?: number } {
  const [primary] = screens;
  if (remembered === null) return sizeOn(primary, defaultSize);
  const homeScreen = screenOf(remembered, screens);
  if (homeScreen === null) return sizeOn(primary, remembered);
  const isComfortable = remembered.width >= preferredMinimum.width && remembered.height >= preferredMinimum.height;
  const visibleArea = screens.reduce((sum, screen) => sum + overlap(screen, remembered), 0);
  const { x, y } = remembered;
  if (isComfortable && visibleArea >= remembered.width * remembered.height)
    return { x, y, width: remembered.width, height: remembered.height };
  const size = sizeOn(homeScreen, remembered);
  return {
    x: Math.max(homeScreen.x, Math.min(x, homeScreen.x + homeScreen.width - size.width)),
    y: Math.max(homeScreen.y, Math.min(y, homeScreen.y + homeScreen.height - size.height)),
    ...size,
  };
}

/** How an open window has to change. */
export type WindowFit = { readonly kind: 'stay' } | ({ readonly kind: 'centre' } & Size) | ({ readonly kind: 'move' } & ScreenArea);

/**
 * Decides how an open window has to change on these screens, the primary one first. A window that can be dragged and is not larger than its screen
 * stays where the system and the user have it, also partly off the screen.
 */
export function refitFor(bounds: ScreenArea, screens: readonly ScreenArea[]): WindowFit {
  const { x, y, width, height } = boundsFor({ ...bounds, maximized: false }, screens);
  if (x === undefined || y === undefined) return { kind: 'centre', width, height };
  const homeScreen = screenOf(bounds, screens);
  const isWithin = homeScreen !== null && bounds.width <= homeScreen.width && bounds.height <= homeScreen.height;
  const isSame = x === bounds.x && y === bounds.y && width === bounds.width && height === bounds.height;
  return isWithin || isSame ? { kind: 'stay' } : { kind: 'move', x, y, width, height };
}

/** Reads the remembered bounds; null when they cannot be read, which is not worth an error. */
export function readBounds(file: string): WindowBounds | null {
  try {
    return windowBounds.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Replaces the remembered bounds atomically. */
export function writeBounds(file: string, value: WindowBounds): void {
  writeFileSync(`${file}.new`, JSON.stringify(value));
  renameSync(`${file}.new`, file);
}
