// Restores a stored video to the bytes that the service sent: removes the index that the studio appended, and makes the old one valid again. Shares no
// code with the tag writer, because tests check the tag writer with it.

/** Returns the bytes unchanged if the file has no tags. */
export function withoutTags(file: Buffer): Buffer {
  let old: number | null = null;
  let last: { readonly at: number; readonly type: string } | null = null;
  for (let at = 0; at + 8 <= file.byteLength; ) {
    const short = file.readUInt32BE(at);
    const size = short === 1 ? Number(file.readBigUInt64BE(at + 8)) : short === 0 ? file.byteLength - at : short;
    const type = file.toString('latin1', at + 4, at + 8);
    const inside = at + (short === 1 ? 16 : 8);
    if (type === 'free' && file.toString('latin1', inside + 4, inside + 8) === 'mvhd') old = at;
    last = { at, type };
    at += size;
  }
  if (old === null || last === null || last.type !== 'moov') return file;
  const received = Buffer.from(file.subarray(0, last.at));
  received.write('moov', old + 4, 'latin1');
  return received;
}
