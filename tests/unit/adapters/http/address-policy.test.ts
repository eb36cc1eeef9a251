// Which addresses the studio may call, by how they are written.
import { describe, expect, it } from 'vitest';
import { overHttps, writtenRefusal } from '../../../../electron/adapters/http/address-policy.ts';

describe('an address', () => {
  it('reads the same from a URL, however the parser has rewritten it', () => {
    for (const host of ['2130706433', '0x7f.0.0.1', '0177.1', '127.000.000.001', '①②⑦.0.0.1', '[::FFFF:127.0.0.1]']) {
      expect(writtenRefusal(`https://${host}/a.mp4`, 'result', false)).toBe('private');
    }
  });

  it('of a result is https and public, or on loopback where the profile says so', () => {
    expect([
      writtenRefusal('https://files.evolink.ai/a.mp4', 'result', false),
      writtenRefusal('http://files.evolink.ai/a.mp4', 'result', false),
      writtenRefusal('http://files.evolink.ai/a.mp4', 'result', true),
      writtenRefusal('http://127.0.0.1:9000/a.mp4', 'result', true),
      writtenRefusal('http://127.0.0.1:9000/a.mp4', 'result', false),
      writtenRefusal('https://192.168.0.1/a.mp4', 'result', true),
      writtenRefusal('file:///etc/passwd', 'result', true),
      writtenRefusal('no address', 'result', true),
    ]).toEqual([null, 'not-https', 'not-https', null, 'private', 'private', 'not-http', 'malformed']);
  });

  it('of a reference may be plain http, and carries no credentials', () => {
    expect([
      writtenRefusal('http://example.com/a.png', 'reference', false),
      writtenRefusal('ftp://example.com/a.png', 'reference', false),
      writtenRefusal('https://u:p@example.com/a.png', 'reference', false),
      writtenRefusal('https://10.0.0.1/a.png', 'reference', true),
      writtenRefusal('http://localhost/a.png', 'reference', true),
      writtenRefusal('a.png', 'reference', false),
    ]).toEqual([null, 'not-http', 'malformed', 'private', null, 'malformed']);
  });

  it('in plain http has one over https, with the port left out where it was the usual one', () => {
    expect(
      ['http://a.example/x?y=1', 'http://a.example:80/x', 'http://a.example:8080/x', 'https://a.example/x', 'no'].map(overHttps),
    ).toEqual(['https://a.example/x?y=1', 'https://a.example/x', 'https://a.example:8080/x', null, null]);
  });
});
