import { describe, expect, it } from 'vitest';
import { base64Body, multipartBody, type SourceFailure, type UploadBody } from '../../../../electron/adapters/evolink/upload-body.ts';
import type { FileSource } from '../../../../electron/core/ports.ts';

const source = (bytes: Buffer, chunkBytes: number, announcedBytes = bytes.byteLength, name = 'fox.png'): FileSource => ({
  name,
  mimeType: 'image/png',
  bytes: announcedBytes,
  async *read() {
    for (let at = 0; at < bytes.byteLength; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  },
});
const collect = async (body: UploadBody, failure: SourceFailure = { error: null }) => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body.read(failure)) chunks.push(chunk);
  return Buffer.concat(chunks);
};

describe('an upload', () => {
  it('as base64 is valid JSON of exactly the announced length, wherever the file is cut', async () => {
    for (const length of [1, 2, 3, 4, 100, 1_001]) {
      const bytes = Buffer.from(Array.from({ length }, (_, index) => (index * 7) & 255));
      for (const chunkBytes of [1, 2, 3, 5, 64, 2_000]) {
        const body = base64Body(source(bytes, chunkBytes, length, 'a "b" \\ ü.png'));
        const text = await collect(body);
        expect(text.byteLength).toBe(body.bytes);
        const parsed = JSON.parse(text.toString()) as { file_name: string; base64_data: string };
        expect(parsed.file_name).toBe('a "b" \\ ü.png');
        expect(Buffer.from(parsed.base64_data.replace('data:image/png;base64,', ''), 'base64').equals(bytes)).toBe(true);
      }
    }
  });

  it('as a form has exactly the announced length, and no file name can inject a header', async () => {
    const bytes = Buffer.from('picture');
    const body = multipartBody(source(bytes, 3, 7, 'a"\r\nX-Evil: 1\r\n\r\n.png'));
    const form = await collect(body);
    expect(form.byteLength).toBe(body.bytes);
    const parsed = await new Response(form, { headers: { 'content-type': body.contentType } }).formData();
    const file = parsed.get('file') as File;
    expect([[...parsed.keys()], file.type, Buffer.from(await file.arrayBuffer()).equals(bytes)]).toEqual([['file'], 'image/png', true]);
    expect(form.toString()).not.toContain('\r\nX-Evil');
  });

  it('of a file whose length has changed fails with that reason', async () => {
    for (const [announcedBytes, detail] of [
      [8, 'the file shrank while it was being sent'],
      [6, 'the file grew while it was being sent'],
    ] as const) {
      const failure: SourceFailure = { error: null };
      await expect(collect(multipartBody(source(Buffer.from('picture'), 3, announcedBytes)), failure)).rejects.toThrow(detail);
      expect(failure.error).toEqual({ kind: 'reference-unreadable', name: 'fox.png', detail });
    }
  });
});
