// The times of day a scene can have. Skies go from top to horizon; `later` is what the sky turns into while the clip runs.

export type Sky = readonly [top: string, middle: string, horizon: string];

export interface Palette {
  readonly sky: Sky;
  readonly later: Sky;
  readonly sun: string;
  readonly glow: string;
  /** Hills from far to near. */
  readonly hills: readonly [string, string, string, string];
  /** What the hills fade into at their feet. */
  readonly mist: string;
  readonly stars: boolean;
}

export const PALETTES: readonly [Palette, ...Palette[]] = [
  {
    sky: ['#1d2b64', '#7b4b94', '#f8a978'],
    later: ['#33408a', '#b9658f', '#ffd08a'],
    sun: '#fff1c9',
    glow: '#ffb56b',
    hills: ['#8a5a93', '#5d3f7c', '#3a2a5e', '#1c1739'],
    mist: '#f0a684',
    stars: true,
  },
  {
    sky: ['#2c7fb8', '#7fc4e0', '#e8f4ea'],
    later: ['#3f93cc', '#9dd3e6', '#fff3d6'],
    sun: '#fffbe8',
    glow: '#fff0b8',
    hills: ['#8fbccb', '#5f9c9b', '#37796a', '#17483f'],
    mist: '#d8efe6',
    stars: false,
  },
  {
    sky: ['#0b1026', '#1c2f5c', '#4a6fa5'],
    later: ['#0f1530', '#26406f', '#6a8fbf'],
    sun: '#f4f7ff',
    glow: '#a9c4ff',
    hills: ['#34507f', '#233a63', '#162747', '#0a142a'],
    mist: '#6f92c4',
    stars: true,
  },
  {
    sky: ['#7a2e3a', '#d8643f', '#ffc56e'],
    later: ['#5a2341', '#c04f48', '#ffa763'],
    sun: '#fff3c4',
    glow: '#ffcf70',
    hills: ['#b9583f', '#8d3d38', '#5e2630', '#2e1220'],
    mist: '#f5a463',
    stars: false,
  },
  {
    sky: ['#3b3f78', '#a487c2', '#fbd3d9'],
    later: ['#4b5596', '#c3a0cf', '#ffe3cf'],
    sun: '#fffaf0',
    glow: '#ffd9d4',
    hills: ['#a394c6', '#7f79b3', '#575a94', '#2d3266'],
    mist: '#f3d0de',
    stars: false,
  },
  {
    sky: ['#0d3b4c', '#2f8f8b', '#d6e8a4'],
    later: ['#145066', '#46a898', '#f4efa8'],
    sun: '#fdffe6',
    glow: '#e9f59a',
    hills: ['#5aa58c', '#34806f', '#1a5a55', '#0a3038'],
    mist: '#bfe0a3',
    stars: false,
  },
];
