// The videos of the trial's file host. The bytes of each video identify it, so that a file is recognised under any name.
import { withoutTags } from '../../../support/without-tags.ts';
import { box, ftyp, moov } from '../../../unit/adapters/mp4/mp4-fixture.ts';

/** How the host delivers a video. `cut`: the connection breaks partway. `endless`: transfers are complete but never verify as an MP4. */
export type Behaviour = 'whole' | 'cut' | 'endless';

const head = Buffer.concat([ftyp, moov([{ handler: 'vide', width: 1_280, height: 720 }])]);
/** The offset of the video's number, right after the header of the media box. */
const numberAt = head.byteLength + 8;

export interface Video {
  readonly number: number;
  readonly bytes: Buffer;
  readonly cutAfter: number;
  behaviour: Behaviour;
}

export function makeVideo(number: number, behaviour: Behaviour): Video {
  const media = Buffer.alloc(12_000 + number * 97);
  for (let at = 0; at < media.byteLength; at += 1) media[at] = (at * 31 + number * 7 + (at >> 8)) & 0xff;
  media.writeUInt32BE(number, 0);
  const whole = Buffer.concat([head, box('mdat', media)]);
  const bytes = behaviour === 'endless' ? whole.subarray(0, whole.byteLength - 9) : whole;
  return { number, bytes, cutAfter: Math.floor(bytes.byteLength / 3), behaviour };
}

/** Returns which video the file begins with and how many bytes of it; null for any other file, such as an edited video. */
export function coverageOf(file: Buffer, videos: readonly Video[]): { readonly number: number; readonly bytes: number } | null {
  if (file.byteLength < numberAt + 4) return null;
  const received = withoutTags(file);
  const video = videos[received.readUInt32BE(numberAt)];
  if (video === undefined || received.byteLength > video.bytes.byteLength) return null;
  return video.bytes.subarray(0, received.byteLength).equals(received) ? { number: video.number, bytes: received.byteLength } : null;
}
