// A desktop around the studio: a window manager, a file manager, and real X11 input from mouse and keyboard.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { endProcess } from '../../support/end-process.ts';
import type { Colour } from './plain-pictures.ts';

const runProgram = promisify(execFile);

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Area extends Point {
  readonly width: number;
  readonly height: number;
}

/** Returns the programs of the desktop that are not installed on this machine. */
export function missingPrograms(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const has = (name: string) =>
    folders.some((folder) => {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
  return ['openbox', 'pcmanfm', 'xdotool', 'setxkbmap', 'ffmpeg'].filter((name) => !has(name));
}

/** How long the programs of the desktop may take to end. */
const graceMs = 3_000;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/**
 * Waits for a visible window with this title and returns its id. Repeats the search if it fails because a window closes during the search.
 */
async function windowNamed(title: string): Promise<string> {
  for (const deadlineMs = Date.now() + 120_000; Date.now() < deadlineMs; await pause(100)) {
    const found = await runProgram('xdotool', ['search', '--onlyvisible', '--name', `^${title}$`]).catch(() => null);
    const window = found?.stdout.trim().split('\n').at(-1) ?? '';
    if (window !== '') return window;
  }
  throw new Error(`no window "${title}" within two minutes`);
}

export interface TestDesktop {
  /** Shows a folder in the single window of the file manager, in this area of the screen. */
  openFolder(folder: string, area: Area): Promise<void>;
  /** Ends the file manager and the window manager. */
  close(): Promise<void>;
}

/** Opens the desktop. In `home` the programs store their settings and thumbnails. */
export async function openTestDesktop(home: string): Promise<TestDesktop> {
  const config = join(home, '.config');
  mkdirSync(config, { recursive: true });
  const { GNOME_KEYRING_CONTROL: _, ...inherited } = process.env;
  const env = { ...inherited, HOME: home, XDG_CONFIG_HOME: config, XDG_CACHE_HOME: join(home, '.cache') };
  const start = (command: string, args: readonly string[]) => spawn(command, args, { env, stdio: 'ignore' });
  let fileManager: ChildProcess | null = null;
  const windowManager = start('openbox', ['--sm-disable']);
  for (const deadlineMs = Date.now() + 120_000; Date.now() < deadlineMs; await pause(50)) {
    const desktops = await runProgram('xdotool', ['get_num_desktops']).catch(() => null);
    if (desktops !== null) break;
  }
  return {
    openFolder: async (folder, area) => {
      if (fileManager !== null) await endProcess(fileManager, graceMs);
      fileManager = start('pcmanfm', ['--no-desktop', folder]);
      const window = await windowNamed(basename(folder));
      const size = ['windowsize', '--sync', window, `${area.width}`, `${area.height}`];
      await runProgram('xdotool', [...size, 'windowmove', window, `${area.x}`, `${area.y}`], { timeout: 120_000 });
      await runProgram('xdotool', ['windowactivate', '--sync', window], { timeout: 120_000 });
    },
    close: async () => {
      if (fileManager !== null) await endProcess(fileManager, graceMs);
      await endProcess(windowManager, graceMs);
    },
  };
}

/** Clicks with the left button at a point of the screen. */
export async function click({ x, y }: Point): Promise<void> {
  await runProgram('xdotool', ['mousemove', `${x}`, `${y}`, 'sleep', '0.2', 'click', '1', 'sleep', '0.2']);
}

/** Clicks with the right button at a point of the screen. */
export async function rightClick({ x, y }: Point): Promise<void> {
  await runProgram('xdotool', ['mousemove', `${x}`, `${y}`, 'sleep', '0.2', 'click', '3', 'sleep', '0.2']);
}

/** Returns the ids of the visible top-level windows: the windows of programs, and their menus, which have no frame. */
export async function shownWindows(): Promise<readonly string[]> {
  const found = await runProgram('xdotool', ['search', '--onlyvisible', '--maxdepth', '1', '--class', '']).catch(() => null);
  return (found?.stdout ?? '')
    .trim()
    .split('\n')
    .filter((id) => id !== '');
}

/** Takes a picture of the whole screen, including native menus and boxes. */
export async function takeDesktopScreenshot(file: string): Promise<void> {
  await runProgram('import', ['-window', 'root', file]);
}

export async function pressKeys(keys: string): Promise<void> {
  await runProgram('xdotool', ['key', keys, 'sleep', '0.3']);
}

/**
 * Drags with the left button from one point to another, as slowly as a user does, so that both programs can handle each step. The button is
 * released after `waitUntilAccepted`, if the target can tell when it accepts the drop.
 */
export async function drag(from: Point, to: Point, waitUntilAccepted: () => Promise<void> = async () => undefined): Promise<void> {
  const steps = 24;
  const moves: Point[] = [];
  // The first moves are short, because programs use them to distinguish a drag from a click.
  for (const offset of [2, 5, 9, 14]) moves.push({ x: from.x + offset, y: from.y + offset });
  for (let step = 1; step <= steps; step++) {
    moves.push({ x: from.x + ((to.x - from.x) * step) / steps, y: from.y + ((to.y - from.y) * step) / steps });
  }
  const scriptOf = (points: readonly Point[]): string[] =>
    points.flatMap(({ x, y }) => ['mousemove', `${Math.round(x)}`, `${Math.round(y)}`, 'sleep', '0.05']);
  const start = ['mousemove', `${Math.round(from.x)}`, `${Math.round(from.y)}`, 'sleep', '0.3', 'mousedown', '1', 'sleep', '0.2'];
  // The pointer hovers, so that the target can accept the drop before the button is released.
  const hover = scriptOf([3, -3, 2, 0].map((offset) => ({ x: to.x + offset, y: to.y + offset })));
  await runProgram('xdotool', [...start, ...scriptOf(moves), ...hover]);
  await waitUntilAccepted();
  await runProgram('xdotool', [...hover, 'sleep', '0.3', 'mouseup', '1']);
}

/** Waits until enough pixels in an area of the screen have this colour, and returns the middle of these pixels. */
export async function findColour([red, green, blue]: Colour, area: Area): Promise<Point> {
  for (const deadlineMs = Date.now() + 120_000; Date.now() < deadlineMs; await pause(200)) {
    const grab = ['-loglevel', 'error', '-f', 'x11grab', '-draw_mouse', '0', '-video_size', `${area.width}x${area.height}`];
    grab.push('-i', `${process.env.DISPLAY}+${area.x},${area.y}`, '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-');
    const { stdout: pixels } = await runProgram('ffmpeg', grab, { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 });
    let [count, left, top, right, bottom] = [0, area.width, area.height, 0, 0];
    for (let at = 0; at + 2 < pixels.length; at += 3) {
      const difference = (channel: number, expected: number) => Math.abs((pixels[at + channel] ?? 0) - expected);
      if (difference(0, red) > 40 || difference(1, green) > 40 || difference(2, blue) > 40) continue;
      const [x, y] = [(at / 3) % area.width, Math.floor(at / 3 / area.width)];
      [count, left, top, right, bottom] = [count + 1, Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
    }
    if (count > 100) return { x: area.x + Math.round((left + right) / 2), y: area.y + Math.round((top + bottom) / 2) };
  }
  throw new Error(`the colour ${red},${green},${blue} did not appear`);
}

/** Returns the screen position of the page's top left corner, measured with a pointer that moves over it, so window frames do not matter. */
export async function pageCornerOnScreen(page: Page, over: Point): Promise<Point> {
  await page.evaluate(() => {
    addEventListener('mousemove', (event) => document.documentElement.setAttribute('data-pointer', `${event.clientX} ${event.clientY}`));
  });
  const pointer = (): Promise<string | null> => page.evaluate(() => document.documentElement.getAttribute('data-pointer'));
  const deadlineMs = Date.now() + 120_000;
  for (let nudge = 0; Date.now() < deadlineMs; nudge = (nudge + 1) % 20) {
    const at = { x: over.x + nudge, y: over.y };
    // An earlier position would be compared with the new one.
    await page.evaluate(() => document.documentElement.removeAttribute('data-pointer'));
    await runProgram('xdotool', ['mousemove', `${at.x}`, `${at.y}`, 'sleep', '0.2']);
    const [x, y] = ((await pointer()) ?? '').split(' ').map(Number);
    if (nudge > 0 && x !== undefined && y !== undefined && Number.isFinite(y)) return { x: at.x - x, y: at.y - y };
  }
  throw new Error('the pointer never reached the page');
}

type KeyAction = readonly [action: 'key' | 'keydown' | 'keyup', key: string];

/** The arguments of xdotool for key actions. After each action the programs have time to handle it. */
const keyArguments = (actions: readonly KeyAction[]): readonly string[] =>
  actions.flatMap(([action, key]) => [action, key, 'sleep', '0.08']);

/** Performs a sequence of real key actions, for example `[['keydown', 'Shift_L'], ['key', 'a']]`, and leaves time for their effects. */
export async function performKeyActions(actions: readonly KeyAction[]): Promise<void> {
  await runProgram('xdotool', [...keyArguments(actions), 'sleep', '0.3']);
}

/** Sets the keyboard layout of the display, by its name in X11: `fr`, `us` with the variant `dvorak`. */
export async function useLayout(layout: string, variant = ''): Promise<void> {
  await runProgram('setxkbmap', ['-layout', layout, '-variant', variant]);
}

/** The X11 codes of keys that tests press by position. The character that a key types depends on the layout. */
const keyCodes = {
  Digit1: 10,
  Digit2: 11,
  KeyQ: 24,
  KeyW: 25,
  KeyR: 27,
  KeyP: 33,
  KeyA: 38,
  KeyH: 43,
  KeyJ: 44,
  KeyL: 46,
  Semicolon: 47,
  KeyB: 56,
  KeyN: 57,
  KeyM: 58,
  Comma: 59,
} as const;
export type KeyPosition = keyof typeof keyCodes;

/** Presses the key at a position of the keyboard, with these modifiers. The caller waits for the effect. */
export async function pressKeyAt(position: KeyPosition, ...modifiers: readonly ('Control_L' | 'Shift_L')[]): Promise<void> {
  const actions: readonly KeyAction[] = [
    ...modifiers.map((name) => ['keydown', name] as const),
    ['key', `${keyCodes[position]}`],
    ...modifiers.toReversed().map((name) => ['keyup', name] as const),
  ];
  await runProgram('xdotool', [...keyArguments(actions)]);
}
