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
  useKey: 'Use this frame (U)',
  useAs: 'Use this frame as…',
  as: (role: ReferenceRole): string => `As ${roleNames[role].one}`,
  taken: (role: ReferenceRole): string => `Now the ${roleNames[role].one}`,
  taking: 'Taking…',
  copy: 'Copy the frame',
  copied: 'Frame copied',
  save: 'Save the frame…',
  saveKey: 'Save the frame as a PNG file (S)',
  saveTitle: 'Save the frame',
  pngKind: 'PNG images',
  saved: (name: string): string => `Saved as ${name}`,
  failed: 'This frame could not be taken.',
  failedDetail: 'The video cannot be decoded here. Reveal the file to look at it with another player.',
  /** In the library. */
  continueFrom: 'Continue from its last frame',
  useVideo: 'Use as a video reference',
  /** The file name of a frame. */
  name: (seconds: number, prompt: string): string => `Frame at ${moment(seconds)}: ${prompt}`,
  /** The video that a reference was made from; a click shows it. */
  origin: (seconds: number | null): string => (seconds === null ? 'a stored video' : `${moment(seconds)} into a stored video`),
  /** A slot's menu. */
  menu: (slot: string): string => `${slot}: more ways to fill it`,
  menuOf: (name: string): string => `What to do with ${name}`,
  choose: 'Choose files…',
  replace: 'Replace…',
  ofVideo: 'A frame of a video…',
  storedVideo: 'A stored video…',
  earlier: { image: 'An earlier image…', video: 'An earlier video…', audio: 'An earlier sound…' },
  address: 'From a web address…',
  moveTo: (role: ReferenceRole): string => `Move to ${roleNames[role].one}`,
  remove: 'Remove',
  /** The pickers. */
  pickVideo: 'Choose a stored video',
  pickVideoDetail: 'Newest first. Arrows move, Enter chooses.',
  pickFrame: 'Choose a frame',
  pickFrameDetail: 'Left and right step frame by frame, Home and End go to the first and the last.',
  videos: 'Stored videos',
  firstFrame: 'First frame',
  lastFrame: 'Last frame',
  back: 'Other video',
  gone: 'File is gone',
  pickEarlier: { image: 'Choose an earlier image', video: 'Choose an earlier video', audio: 'Choose an earlier sound' },
  pickEarlierDetail: 'What was used last comes first. Arrows move, Enter chooses.',
  earlierFiles: 'Earlier files',
  used: (tasks: number): string => (tasks === 0 ? 'not used yet' : `used in ${format.counted(tasks, 'task')}`),
  pixels: (width: number, height: number): string => `${width} × ${height}`,
  noVideos: { title: 'No stored videos yet', detail: 'A video that is ready can give its frames to the next one.' },
  noEarlier: { title: 'Nothing here yet', detail: 'Files that you drop, paste or choose are kept and can be used again from here.' },
};
