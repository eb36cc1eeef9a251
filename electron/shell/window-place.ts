// Remembers the window's size and place, and the language it spoke, since the database that knows is not open yet when it comes. Reading and deciding are pure; a place that is on no screen any more is given up.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { minimumSize } from './window-options.ts';

const place = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  maximized: z.boolean(),
  language: z.enum(['en', 'zh']).optional(),
});
export type WindowPlace = z.infer<typeof place>;

export interface ScreenArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const defaultSize = { width: 1440, height: 900 } as const;

/** Where the window goes: the remembered place if enough of it is on a screen to be grabbed, else centred at the default size. */
export function placeFor(
  remembered: WindowPlace | null,
  screens: readonly ScreenArea[],
): { x?: number; y?: number; width: number; height: number } {
  const primary = screens[0];
  const width = Math.min(remembered?.width ?? defaultSize.width, primary?.width ?? defaultSize.width);
  const height = Math.min(remembered?.height ?? defaultSize.height, primary?.height ?? defaultSize.height);
  const size = { width: Math.max(width, minimumSize.width), height: Math.max(height, minimumSize.height) };
  if (remembered === null) return size;
  const visible = screens.some((s) => {
    const overlapX = Math.min(remembered.x + remembered.width, s.x + s.width) - Math.max(remembered.x, s.x);
    const titleBarOnScreen = remembered.y >= s.y && remembered.y < s.y + s.height - 40;
    return overlapX >= 100 && titleBarOnScreen;
  });
  return visible ? { x: remembered.x, y: remembered.y, ...size } : size;
}

/** The remembered place, or null when there is none that can be read: a window place is not worth an error. */
export function readPlace(file: string): WindowPlace | null {
  try {
    return place.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Writes the place whole or not at all. */
export function writePlace(file: string, value: WindowPlace): void {
  writeFileSync(`${file}.new`, JSON.stringify(value));
  renameSync(`${file}.new`, file);
}
