// The player's frames, speeds and keys.
import { describe, expect, it } from 'vitest';
import { frameAt, nextShuttleSpeed, timeAfterStep } from '../../../../renderer/src/views/player/frame-math.ts';
import { playbackFailure } from '../../../../renderer/src/views/player/playback-failure.ts';
import { commandOf, type KeyTarget } from '../../../../renderer/src/views/player/player-keys.ts';

describe('frames', () => {
  it('a step seeks to the middle of the neighbouring frame', () => {
    expect(timeAfterStep(1, 1, 24, 5)).toBeCloseTo(25.5 / 24);
    expect(timeAfterStep(25.5 / 24, -1, 24, 5)).toBeCloseTo(24.5 / 24);
  });

  it('steps visit every frame once, and stop at the first and the last', () => {
    const frames: number[] = [];
    for (let time = 0, n = 0; n < 60; n += 1, time = timeAfterStep(time, 1, 24, 2)) frames.push(frameAt(time, 24));
    expect([...new Set(frames)]).toEqual(Array.from({ length: 48 }, (_, n) => n));
    expect(frameAt(timeAfterStep(0, -1, 24, 2), 24)).toBe(0);
  });

  it('a step works with a fractional frame rate and without a duration', () => {
    expect(frameAt(timeAfterStep(1001 / 30_000, 1, 30_000 / 1001, 1), 30_000 / 1001)).toBe(2);
    expect(timeAfterStep(0, 1, 24, 0)).toBe(0);
  });
});

describe('a video without a picture', () => {
  const playing = { hasFailed: false, hasData: true, pictureWidth: 1_280 };
  const soundOnly = { ...playing, pictureWidth: 0 };
  const failed = { hasFailed: true, hasData: false, pictureWidth: 0 };

  it('is not a failure while it loads or once a picture was shown', () => {
    expect(playbackFailure({ ...soundOnly, hasData: false }, { codec: 'hevc', hasDecoder: false })).toEqual({ kind: 'none' });
    expect(playbackFailure(playing, { codec: 'h264', hasDecoder: true })).toEqual({ kind: 'none' });
    // A playing video is fine, whatever Chromium reported about the codec.
    expect(playbackFailure(playing, { codec: 'hevc', hasDecoder: false })).toEqual({ kind: 'none' });
  });

  it('has no decoder if its sound plays, even if its codec is unknown', () => {
    expect(playbackFailure(soundOnly, { codec: 'hevc', hasDecoder: false })).toEqual({
      kind: 'no-decoder',
      codec: 'hevc',
      playsSound: true,
    });
    expect(playbackFailure(soundOnly, { codec: null, hasDecoder: null })).toEqual({ kind: 'no-decoder', codec: null, playsSound: true });
  });

  it('has no decoder if it fails completely and its codec has none, and is unplayable otherwise', () => {
    expect(playbackFailure(failed, { codec: 'mpeg4', hasDecoder: false })).toEqual({
      kind: 'no-decoder',
      codec: 'mpeg4',
      playsSound: false,
    });
    expect(playbackFailure(failed, { codec: 'h264', hasDecoder: true })).toEqual({ kind: 'unplayable' });
    expect(playbackFailure(failed, { codec: null, hasDecoder: null })).toEqual({ kind: 'unplayable' });
  });
});

describe('J and L', () => {
  it('start at normal speed, double it in the same direction, and reverse at once', () => {
    expect([
      nextShuttleSpeed(0, 1),
      nextShuttleSpeed(1, 1),
      nextShuttleSpeed(2, 1),
      nextShuttleSpeed(8, 1),
      nextShuttleSpeed(2, -1),
      nextShuttleSpeed(-1, -1),
      nextShuttleSpeed(-4, 1),
      nextShuttleSpeed(0.25, 1),
    ]).toEqual([1, 2, 4, 8, -1, -2, 1, 1]);
  });
});

describe('the keys of the player', () => {
  const command = (key: string, place: KeyTarget = 'elsewhere', ctrlKey = false) =>
    commandOf({ key, code: '', shiftKey: false, ctrlKey, metaKey: false, altKey: false }, place, 'latin');

  it('are recognised, in upper case too', () => {
    expect([' ', 'J', 'k', 'l', 'ArrowLeft', 'ArrowUp', 'f', 'm', 'Escape', 'x'].map((key) => command(key))).toEqual([
      'toggle',
      'shuttle-back',
      'pause',
      'shuttle-forward',
      'frame-back',
      'newer',
      // F marks a favourite, and Shift+F is full screen.
      null,
      'mute',
      'leave',
      null,
    ]);
  });

  it('do not apply in text fields, menus, pressed buttons and combinations', () => {
    expect([command('j', 'text'), command('Escape', 'menu'), command(' ', 'button'), command('k', 'elsewhere', true)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(command('l', 'button')).toBe('shuttle-forward');
  });
});
