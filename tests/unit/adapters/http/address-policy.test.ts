// Decides from the text of a URL whether the studio may request it.
import { describe, expect, it } from 'vitest';
import { upgradeToHttps, urlRefusal } from '../../../../electron/adapters/http/address-policy.ts';

describe('the address policy', () => {
  it('recognises a private host however the URL spells it', () => {
    for (const host of ['2130706433', '0x7f.0.0.1', '0177.1', '127.000.000.001', '①②⑦.0.0.1', '[::FFFF:127.0.0.1]']) {
      expect(urlRefusal(`https://${host}/a.mp4`, 'result', false)).toBe('private');
    }
  });

  it('requires https and a public host for a result, or loopback if the profile allows it', () => {
    expect([
      urlRefusal('https://files.evolink.ai/a.mp4', 'result', false),
      urlRefusal('http://files.evolink.ai/a.mp4', 'result', false),
      urlRefusal('http://files.evolink.ai/a.mp4', 'result', true),
      urlRefusal('http://127.0.0.1:9000/a.mp4', 'result', true),
      urlRefusal('http://127.0.0.1:9000/a.mp4', 'result', false),
      urlRefusal('https://192.168.0.1/a.mp4', 'result', true),
      urlRefusal('file:///etc/passwd', 'result', true),
      urlRefusal('no address', 'result', true),
    ]).toEqual([null, 'not-https', 'not-https', null, 'private', 'private', 'not-http', 'malformed']);
  });

  it('allows plain http but no credentials for a reference', () => {
    expect([
      urlRefusal('http://example.com/a.png', 'reference', false),
      urlRefusal('ftp://example.com/a.png', 'reference', false),
      urlRefusal('https://u:p@example.com/a.png', 'reference', false),
      urlRefusal('https://10.0.0.1/a.png', 'reference', true),
      urlRefusal('http://localhost/a.png', 'reference', true),
      urlRefusal('a.png', 'reference', false),
    ]).toEqual([null, 'not-http', 'malformed', 'private', null, 'malformed']);
  });

  it('upgrades plain http to https, without the port if it was the default one', () => {
    expect(
      ['http://a.example/x?y=1', 'http://a.example:80/x', 'http://a.example:8080/x', 'https://a.example/x', 'no'].map(upgradeToHttps),
    ).toEqual(['https://a.example/x?y=1', 'https://a.example/x', 'https://a.example:8080/x', null, null]);
  });
});
