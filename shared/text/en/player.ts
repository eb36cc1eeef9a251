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
  mute: 'Sound off',
  unmute: 'Sound on',
  noSound: 'No sound',
  loop: 'Loop',
  fullScreen: 'Full screen',
  leaveFullScreen: 'Leave full screen',
  previous: 'Newer video',
  next: 'Older video',
  position: (place: number, count: string): string => `${place.toLocaleString('en-US')} of ${count}`,
  opus: 'Opus sound: some other players stay silent.',
  gone: 'File is gone',
  broken: 'This video cannot be played',
  brokenDetail: 'The file may be damaged. Reveal it to look at it with another player.',
  brokenWholeDetail:
    'The file is whole, its bytes are as they were stored. This computer cannot decode this kind of video; open it with another player.',
  noDecoder: (codec: string | null): string =>
    codec === null ? 'No decoder for this video on this computer' : `No decoder for ${codecName(codec)} on this computer`,
  noDecoderDetail: (isWhole: boolean, playsSound: boolean): string =>
    `${isWhole ? 'The file is fine. ' : ''}Its picture cannot be shown here${playsSound ? '; its sound is played' : ''}. Open it with another player.`,
  /** On a tile. */
  noDecoderShort: (codec: string): string => `No decoder for ${codecName(codec)}`,
  openElsewhere: 'Open with another player',
  noFrames: 'This computer cannot decode the picture of this video, so there is no frame to use.',
  nothingToPlay: 'There is nothing that can be played here.',
  keys: 'Space plays, J K L run back, stop and forward, the arrows step frames.',
};
