import { describe, expect, it } from 'vitest';
import {
  callableBaseUrl,
  downloadLinkRefusal,
  hostKind,
  leadsInside,
  normalBaseUrl,
  referenceAddressRefusal,
  resolvedKind,
} from '../../../electron/adapters/addresses.ts';

describe('hosts', () => {
  it.each([
    ['files.evolink.ai', 'public'],
    ['8.8.8.8', 'public'],
    ['172.32.0.1', 'public'],
    ['100.128.0.1', 'public'],
    ['[2606:4700::1111]', 'public'],
    ['localhost', 'loopback'],
    ['LOCALHOST.', 'loopback'],
    ['a.localhost', 'loopback'],
    ['127.0.0.1', 'loopback'],
    ['127.1', 'loopback'],
    ['2130706433', 'loopback'],
    ['0x7f000001', 'loopback'],
    ['0x7f.1', 'loopback'],
    ['0177.0.0.1', 'loopback'],
    ['[::1]', 'loopback'],
    ['[::ffff:127.0.0.1]', 'loopback'],
    ['[::ffff:7f00:1]', 'loopback'],
    ['[0:0:0:0:0:ffff:7f00:0001]', 'loopback'],
    ['[::127.0.0.1]', 'loopback'],
    ['[64:ff9b::7f00:1]', 'loopback'],
    ['[2002:7f00:1::]', 'loopback'],
    ['0.0.0.0', 'private'],
    ['0', 'private'],
    ['10.1.2.3', 'private'],
    ['012.1.2.3', 'private'],
    ['0xa010203', 'private'],
    ['100.64.0.1', 'private'],
    ['169.254.169.254', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.0.1', 'private'],
    ['3232235521', 'private'],
    ['198.18.0.1', 'private'],
    ['224.0.0.1', 'private'],
    ['255.255.255.255', 'private'],
    ['[::]', 'private'],
    ['[fe80::1]', 'private'],
    ['[fc00::1]', 'private'],
    ['[fd12:3456::1]', 'private'],
    ['[ff02::1]', 'private'],
    ['[::ffff:192.168.1.1]', 'private'],
    ['[2001:db8::1]', 'private'],
    ['[2001::1]', 'private'],
    ['router', 'private'],
    ['nas.local', 'private'],
    ['metadata.google.internal', 'private'],
    ['fritz.box.home.arpa', 'private'],
  ] as const)('%s is %s', (host, kind) => {
    expect(hostKind(host)).toBe(kind);
  });

  it('reads the same from a URL, however the parser has rewritten it', () => {
    for (const host of ['2130706433', '0x7f.0.0.1', '0177.1', '127.000.000.001', '①②⑦.0.0.1', '[::FFFF:127.0.0.1]']) {
      expect(downloadLinkRefusal(`https://${host}/a.mp4`, false)).toBe('private');
    }
  });

  it('believes the addresses of a proxy in fake-IP mode, which it gives for every public name', () => {
    expect([resolvedKind('198.18.0.7'), resolvedKind('10.0.0.1'), resolvedKind('::1')]).toEqual(['public', 'private', 'loopback']);
  });
});

describe('links', () => {
  it('are https and public, or on loopback where the profile says so', () => {
    expect([
      downloadLinkRefusal('https://files.evolink.ai/a.mp4', false),
      downloadLinkRefusal('http://files.evolink.ai/a.mp4', false),
      downloadLinkRefusal('http://files.evolink.ai/a.mp4', true),
      downloadLinkRefusal('http://127.0.0.1:9000/a.mp4', true),
      downloadLinkRefusal('http://127.0.0.1:9000/a.mp4', false),
      downloadLinkRefusal('https://192.168.0.1/a.mp4', true),
      downloadLinkRefusal('file:///etc/passwd', true),
      downloadLinkRefusal('no address', true),
    ]).toEqual([null, 'not-https', 'not-https', null, 'private', 'private', 'not-https', 'not-https']);
  });

  it('of references may be plain http, and carry no credentials', () => {
    expect([
      referenceAddressRefusal('http://example.com/a.png', false),
      referenceAddressRefusal('ftp://example.com/a.png', false),
      referenceAddressRefusal('https://u:p@example.com/a.png', false),
      referenceAddressRefusal('https://10.0.0.1/a.png', true),
      referenceAddressRefusal('http://localhost/a.png', true),
      referenceAddressRefusal('a.png', false),
    ]).toEqual([null, 'not-http', 'malformed', 'private', null, 'malformed']);
  });

  it('to names that lead inside are noticed; a name that only a proxy can resolve is not held against anybody', async () => {
    const lookup = async (host: string) => {
      if (host === 'inside.example') return ['93.184.216.34', '192.168.0.9'];
      if (host === 'own.example') return ['127.0.0.1'];
      if (host === 'outside.example') return ['93.184.216.34'];
      throw new Error('ENOTFOUND');
    };
    const inside = (url: string, allows = false) => leadsInside(url, lookup, allows);
    expect(await inside('https://inside.example/a')).toBe(true);
    expect(await inside('https://own.example/a')).toBe(true);
    expect(await inside('https://own.example/a', true)).toBe(false);
    expect(await inside('https://outside.example/a')).toBe(false);
    expect(await inside('https://unknown.example/a')).toBe(false);
  });
});

describe('base URLs', () => {
  it('are https, or http on loopback, without anything behind the path', () => {
    expect([
      normalBaseUrl(' https://api.evolink.ai/ '),
      normalBaseUrl('https://proxy.example/evolink//'),
      normalBaseUrl('http://127.0.0.1:8080'),
      normalBaseUrl('http://api.evolink.ai'),
      normalBaseUrl('https://user@api.evolink.ai'),
      normalBaseUrl('https://api.evolink.ai?x=1'),
      normalBaseUrl('https://api.evolink.ai#x'),
      normalBaseUrl('javascript:alert(1)'),
      normalBaseUrl(''),
    ]).toEqual(['https://api.evolink.ai', 'https://proxy.example/evolink', 'http://127.0.0.1:8080', null, null, null, null, null, null]);
  });

  it('on loopback are called only for a profile that allows it', () => {
    expect([callableBaseUrl('http://127.0.0.1:1', true), callableBaseUrl('http://127.0.0.1:1', false)]).toEqual([
      'http://127.0.0.1:1',
      null,
    ]);
  });
});
