// Collects a stream of bytes in memory.

/** Joins the chunks of a stream; returns `'too-large'` as soon as there are more than `limit` bytes. */
export async function collectBytes(source: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer | 'too-large'> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > limit) return 'too-large';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
