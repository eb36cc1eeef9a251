// Names the codec of a video with one short name for all containers: `h264`, `hevc`, `av1`, `vp9`, `vp8`, `mpeg4` (part 2), `mpeg2`,
// `mpeg1`, `h263`, `prores`, `mjpeg`. Any other codec has the four characters that its container uses. The window uses this name to ask
// whether this computer has a decoder. Sources: ISO/IEC 14496-15 and -12 (sample entries), mp4ra.org (registered codes and object types).

import { type Box, type BoxReader, fourCharactersOfView } from '../mp4/mp4-boxes.ts';

const codecBySampleEntry: Readonly<Record<string, string>> = {
  avc1: 'h264',
  avc2: 'h264',
  avc3: 'h264',
  avc4: 'h264',
  hvc1: 'hevc',
  hev1: 'hevc',
  dvh1: 'hevc',
  dvhe: 'hevc',
  av01: 'av1',
  vp08: 'vp8',
  vp09: 'vp9',
  vvc1: 'vvc',
  vvi1: 'vvc',
  s263: 'h263',
  apch: 'prores',
  apcn: 'prores',
  apcs: 'prores',
  apco: 'prores',
  ap4h: 'prores',
  ap4x: 'prores',
  jpeg: 'mjpeg',
  mjpa: 'mjpeg',
  mjpb: 'mjpeg',
};

/** Mediabunny's names of codecs that have another name here. */
const codecByMediabunnyName: Readonly<Record<string, string>> = { avc: 'h264' };

/** Returns the name of a codec that mediabunny reports; null if mediabunny does not know the codec. */
export const codecOfMediabunny = (codec: string | null): string | null => (codec === null ? null : (codecByMediabunnyName[codec] ?? codec));

/** The bytes of a visual sample entry between its header and its own boxes (ISO/IEC 14496-12 § 12.1.3). */
const visualEntryBytes = 78;

/** Returns the codec from the first sample description of a video track; null if there is none that can be read. */
export async function codecOfSampleTable(boxes: BoxReader, stsd: Box | undefined): Promise<string | null> {
  const view = await boxes.payload(stsd, 16);
  if (stsd === undefined || view === null) return null;
  const start = stsd.start + 8;
  const end = start + view.getUint32(8);
  const code = fourCharactersOfView(view, 12);
  if (code === 'mp4v' && end <= stsd.end) return await codecOfMp4v(boxes, { type: code, start: start + 8 + visualEntryBytes, end });
  return codecBySampleEntry[code] ?? (/^[\x21-\x7e]{4}$/.test(code) ? code.toLowerCase() : null);
}

/** Returns the MPEG version of an `mp4v` entry, from its descriptors. */
async function codecOfMp4v(boxes: BoxReader, entry: Box): Promise<string> {
  const box = entry.start >= entry.end ? undefined : (await boxes.children(entry)).find(({ type }) => type === 'esds');
  const view = await boxes.payload(box, 5, 64);
  return (view === null ? null : codecOfObjectType(objectTypeIn(view))) ?? 'mpeg4';
}

/** ISO/IEC 14496-1, table 5: object type indications. */
function codecOfObjectType(type: number | null): string | null {
  if (type === null) return null;
  if (type >= 0x60 && type <= 0x65) return 'mpeg2';
  return type === 0x6a ? 'mpeg1' : type === 0x6c ? 'mjpeg' : null;
}

/** ES_Descriptor (tag 3) with a DecoderConfigDescriptor (tag 4) inside, whose first byte is the type (ISO/IEC 14496-1 §§ 7.2.6.5, 7.2.6.6). */
function objectTypeIn(view: DataView): number | null {
  let position = 4;
  const byte = (): number => {
    const value = position < view.byteLength ? view.getUint8(position) : 0;
    position += 1;
    return value;
  };
  const skipLength = (): void => {
    for (let count = 0; count < 4 && byte() >= 0x80; count += 1);
  };
  if (byte() !== 3) return null;
  skipLength();
  position += 2;
  const flags = byte();
  if (flags & 0x80) position += 2;
  if (flags & 0x40) {
    const addressBytes = byte();
    position += addressBytes;
  }
  if (flags & 0x20) position += 2;
  if (byte() !== 4) return null;
  skipLength();
  return position < view.byteLength ? byte() : null;
}
