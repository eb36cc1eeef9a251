// Restores a stored video to the bytes that the service sent: removes the index that the studio appended, and makes the original index
// valid again. This code shares nothing with the tag writer, because tests use it to check the tag writer.

/** Returns the bytes unchanged if the file has no tags. */
export function withoutTags(file: Buffer): Buffer {
  let oldIndexAt: number | null = null;
  let lastBox: { readonly at: number; readonly type: string } | null = null;
  for (let at = 0; at + 8 <= file.byteLength; ) {
    const size32 = file.readUInt32BE(at);
    const size = size32 === 1 ? Number(file.readBigUInt64BE(at + 8)) : size32 === 0 ? file.byteLength - at : size32;
    const type = file.toString('latin1', at + 4, at + 8);
    const contentAt = at + (size32 === 1 ? 16 : 8);
    if (type === 'free' && file.toString('latin1', contentAt + 4, contentAt + 8) === 'mvhd') oldIndexAt = at;
    lastBox = { at, type };
    at += size;
  }
  if (oldIndexAt === null || lastBox === null || lastBox.type !== 'moov') return file;
  const received = Buffer.from(file.subarray(0, lastBox.at));
  received.write('moov', oldIndexAt + 4, 'latin1');
  return received;
}
