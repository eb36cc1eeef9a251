// The library: tiles, inspector, and the hint while it is empty.
import { format } from './format.ts';

const reveal: Readonly<Record<'darwin' | 'win32' | 'linux', string>> = {
  darwin: 'Reveal in Finder',
  win32: 'Show in Explorer',
  linux: 'Show in folder',
};

const display = {
  button: 'View',
  layout: 'Layout',
  layouts: { grid: 'Grid', list: 'List' },
  tileSize: 'Tile size',
  pixels: (value: number): string => `${format.number(value)} pixels`,
  /** `wheel`: the key that is held while the wheel is turned. */
  tileSizeHint: (wheel: string): string => `In the grid: + and −, or ${wheel} and the mouse wheel.`,
  fit: 'Pictures',
  fits: { fit: 'Fit', fill: 'Fill' },
  columns: {
    picture: 'Picture',
    title: 'Prompt',
    model: 'Model',
    date: 'Date',
    duration: 'Duration',
    ratio: 'Ratio',
    quality: 'Quality',
    credits: 'Credits',
    size: 'Size',
    rating: 'Rating',
  },
  sortBy: (order: string): string => `Sort: ${order}`,
  months: 'Months',
};

/** The library view: its grid, the actions on videos, the inspector, and the hint while it is empty. */
export const library = {
  title: 'Library',
  count: (value: number): string => format.number(value),
  videos: (value: number): string => format.counted(value, 'video'),
  selected: (value: number): string => `${format.number(value)} selected`,
  grid: 'Videos',
  display,
  inProgress: (value: number): string => `${format.number(value)} in progress`,
  fileMissing: 'File missing',
  /** On a tile whose row in the database cannot be read. */
  unreadable: 'Entry cannot be read',
  fileMissingDetail: 'It was moved, renamed or deleted outside the app.',
  downloadAgain: 'Download again',
  play: 'Play',
  playVideo: (prompt: string): string => `Play ${prompt}`,
  reveal,
  useAgain: 'Use again',
  reuseMany: (count: number): string => `Use ${format.counted(count, 'request')} again as a batch…`,
  copyPrompt: 'Copy prompt',
  copyId: 'Copy task ID',
  details: 'Task details…',
  inQueue: 'Show in the queue',
  copied: 'Copied',
  untitled: 'No prompt',
  empty: {
    title: 'Your videos appear here',
    detail: 'Write a prompt on the left and press Generate. Each video is saved to this computer as soon as it is ready.',
    action: 'Write a prompt',
  },
  inspector: {
    label: 'Details',
    close: 'Close details',
    /** Below a long prompt. */
    showAll: 'Show the whole prompt',
    showLess: 'Show less',
    model: 'Model',
    size: 'Size',
    created: 'Created',
    cost: 'Cost',
    from: 'From',
    file: 'File',
    task: 'Task',
    pixels: (width: number, height: number): string => `${width} × ${height}`,
    framesPerSecond: (value: number): string => `${format.number(value, 2)} fps`,
    audio: 'audio',
    silent: 'no audio',
    took: (value: string): string => `took ${value}`,
    unknown: 'unknown',
    free: 'nothing (simulated)',
    /** Never accepted, so never charged. */
    noCharge: 'nothing',
    costText: (used: number | null, reserved: number | null): string => {
      if (used === null) return reserved === null ? 'unknown' : `unknown (${format.number(reserved, 2)} reserved)`;
      return `${format.credits(used)}${reserved === null ? '' : ` (${format.number(reserved, 2)} reserved)`}`;
    },
    verified: 'verified, on this disk',
    /** Shown beside the name of a file that is not MP4, by its extension. */
    containers: {
      mov: 'EvoLink sent QuickTime instead of MP4',
      '3gp': 'EvoLink sent 3GP instead of MP4',
      webm: 'EvoLink sent WebM instead of MP4',
      mkv: 'EvoLink sent Matroska instead of MP4',
      ts: 'EvoLink sent MPEG-TS instead of MP4',
    },
    hash: (value: string): string => `SHA-256 ${value.slice(0, 12)}…`,
    tagged: 'saved with prompt and settings in the file',
    untagged: {
      'not-wanted': 'as received: prompt and settings are not in the file, as you chose',
      older: 'as received: saved before prompt and settings were written into files',
      fragmented: 'as received: a video in fragments is left unchanged',
      'open-ended': 'as received: a video without a fixed end is left unchanged',
      signed: 'as received: a change would invalidate its content credentials',
      'foreign-metadata': 'as received: its metadata has no room for prompt and settings',
      'too-large': 'as received: its index is too large to be rewritten',
      'other-container': 'as received: prompt and settings can be written into MP4 and QuickTime only',
      unusual: 'as received: its structure is unusual and is left unchanged',
      'no-room': 'as received: the disk had no space for prompt and settings',
    },
    multiple: (count: number): string => `${format.number(count)} videos selected`,
    multipleDetail: (bytes: string, seconds: string): string => `${bytes}, ${seconds} in total`,
    as: (role: string): string => `as ${role}`,
    aReference: 'a reference',
  },
};
