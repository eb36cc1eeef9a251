// The player.
import { codecName } from '../codec-names.ts';

/** Labels and shortcuts of the video player, and why a video cannot be shown. */
export const player = {
  label: 'Player',
  back: 'Library',
  play: 'Play',
  pause: 'Pause',
  previousFrame: 'Previous frame',
  nextFrame: 'Next frame',
  frame: 'frame',
  seek: 'Position',
  speed: 'Speed',
  speedValue: (value: number): string => `${value} ×`,
  mute: 'Mute',
  unmute: 'Unmute',
  noSound: 'No audio',
  loop: 'Loop',
  fullScreen: 'Full screen',
  leaveFullScreen: 'Exit full screen',
  previous: 'Newer video',
  next: 'Older video',
  position: (place: number, count: string): string => `${place.toLocaleString('en-US')} of ${count}`,
  /** Beside the buttons, where there is little room; the whole sentence is its title. */
  opusShort: 'Opus audio',
  opus: 'Opus audio: silent in some players.',
  fileMissing: 'File missing',
  unplayable: 'This video cannot be played',
  unplayableDetail: 'The file may be damaged. Show it in its folder and open it with another player.',
  intactButUnplayable:
    'The file is intact, exactly as it was saved. This computer cannot decode this kind of video; open it with another player.',
  noDecoder: (codec: string | null): string =>
    codec === null ? 'No decoder for this video on this computer' : `No decoder for ${codecName(codec)} on this computer`,
  noDecoderDetail: (isWhole: boolean, playsSound: boolean): string =>
    `${isWhole ? 'The file is intact. ' : ''}Its picture cannot be shown here${playsSound ? ', but its audio plays' : ''}. Open it with another player.`,
  /** On a tile. */
  noDecoderShort: (codec: string): string => `No decoder for ${codecName(codec)}`,
  openElsewhere: 'Open with another player',
  openWith: 'Open with',
  /** Where the system asks for the program. */
  openWithOther: 'Open with…',
  readingApps: 'Reading the list of programs…',
  noApps: 'No program for videos was found',
  noFrames: 'This computer cannot decode the picture of this video, so there is no frame to use.',
  nothingToPlay: 'There is nothing to play here.',
  keys: 'Space to play; J, K and L to play backwards, stop and play forwards; arrow keys to step by frame.',
};
