// Frames of stored videos, stored videos and earlier files as references: menus, pickers, names.
import type { ReferenceRole } from '../../generation.ts';
import { format } from './format.ts';
import { roleNames } from './issues.ts';

/** "3.20 s": frames are finer than a tenth. */
const moment = (seconds: number): string => `${seconds.toFixed(2)} s`;

/** The actions that use a frame, a video or an earlier file as a reference, and the menu of a slot. */
export const frames = {
  /** In the player. */
  use: 'Use this frame',
  useKey: 'Use this frame (Shift+U)',
  useAs: 'Use this frame as…',
  asRole: (role: ReferenceRole): string => `As ${roleNames[role].one}`,
  usedAs: (role: ReferenceRole): string => `Now the ${roleNames[role].one}`,
  extracting: 'Taking…',
  copy: 'Copy the frame',
  copied: 'Frame copied',
  save: 'Save the frame…',
  saveKey: 'Save the frame as a PNG file (S)',
  saveTitle: 'Save the frame',
  pngKind: 'PNG images',
  saved: (name: string): string => `Saved as ${name}`,
  failed: 'This frame could not be taken.',
  failedDetail: 'The video cannot be decoded here. Show the file in its folder and open it with another player.',
  /** In the library. */
  continueFrom: 'Continue from its last frame',
  useVideo: 'Use as a reference video',
  /** The file name of a frame. */
  name: (seconds: number, prompt: string): string => `Frame at ${moment(seconds)}: ${prompt}`,
  /** The video that a reference was made from; a click shows it. */
  origin: (seconds: number | null): string => (seconds === null ? 'from the library' : `frame at ${moment(seconds)} of a library video`),
  /** A slot's menu. */
  menu: (slot: string): string => `${slot}: more ways to add`,
  menuOf: (name: string): string => `Actions for ${name}`,
  choose: 'Choose files…',
  replace: 'Replace…',
  frameOfVideo: 'A frame of a video…',
  libraryVideo: 'A library video…',
  earlierFile: { image: 'An earlier image…', video: 'An earlier video…', audio: 'Earlier audio…' },
  address: 'From a web address…',
  moveTo: (role: ReferenceRole): string => `Move to ${roleNames[role].one}`,
  remove: 'Remove',
  /** The pickers. */
  pickVideo: 'Choose a library video',
  pickVideoDetail: 'Newest first. Arrow keys to move, Enter to choose.',
  pickFrame: 'Choose a frame',
  pickFrameDetail: '← → to step frame by frame, Home and End for the first and last frame.',
  videos: 'Library videos',
  firstFrame: 'First frame',
  lastFrame: 'Last frame',
  back: 'Another video',
  fileMissing: 'File missing',
  pickEarlier: { image: 'Choose an earlier image', video: 'Choose an earlier video', audio: 'Choose earlier audio' },
  pickEarlierDetail: 'Last added or used first. Arrow keys to move, Enter to choose.',
  searchEarlier: 'Search earlier files',
  searchEarlierHint: 'Part of a name, or from:, longer:, shorter:, before:, after:',
  noneFound: { title: 'No earlier file matches this search', detail: 'Names, durations, dates and origins of files can be searched.' },
  earlierFiles: 'Earlier files',
  taskCount: (tasks: number): string => (tasks === 0 ? 'not used yet' : `used in ${format.counted(tasks, 'task')}`),
  pixels: (width: number, height: number): string => `${width} × ${height}`,
  noVideos: { title: 'No videos in the library yet', detail: 'Frames of a finished video can be used for the next one.' },
  noEarlier: { title: 'Nothing here yet', detail: 'Files that you drop, paste or choose are kept here and can be used again.' },
};
