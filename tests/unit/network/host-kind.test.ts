// Whether a host may be requested, judged by its text and by the addresses of its name.
import { describe, expect, it } from 'vitest';
import { hostKind, nameKind } from '../../../shared/network/host-kind.ts';

describe('a host in a URL', () => {
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

  it('in the fake-IP range of a local proxy is private', () => {
    expect(['[fdfe:dcba:9876::b4]', '[64:ff9b:1::a00:1]', '[2001:2::1]', '198.18.0.7'].map(hostKind)).toEqual([
      'private',
      'private',
      'private',
      'private',
    ]);
  });

  it('whose last label is a number is private', () => {
    expect(['a.256', '1.2.3.4.5', 'files.evolink.ai.7'].map(hostKind)).toEqual(['private', 'private', 'private']);
  });
});

describe('a host name', () => {
  const kinds = (...names: readonly (readonly string[])[]) => names.map((addresses) => nameKind(addresses, false));

  it('that a proxy in fake-IP mode resolves is public, with IPv4 alone or beside IPv6', () => {
    expect(
      kinds(
        ['198.18.0.84'],
        ['fdfe:dcba:9876::b4', '198.18.0.182'],
        ['198.18.0.5', 'fc00::5'],
        ['64:ff9b:1::808:808'],
        ['::ffff:198.18.0.5'],
        ['64:ff9b::c612:5', 'fdfe:dcba:9876::5'],
      ),
    ).toEqual(['public', 'public', 'public', 'public', 'public', 'public']);
  });

  it('that resolves to unique local addresses without a sign of a proxy needs the user’s decision', () => {
    expect(kinds(['fdfe:dcba:9876::b4'], ['fc00::5'], ['fd12:3456::7'], ['93.184.216.34', 'fd12:3456::7'])).toEqual([
      'unique-local',
      'unique-local',
      'unique-local',
      'unique-local',
    ]);
  });

  it('that resolves to any private address is private, whatever its other addresses', () => {
    expect(
      kinds(
        ['93.184.216.34', '192.168.0.9'],
        ['198.18.0.5', '10.0.0.1'],
        ['fd12:3456::7', '192.168.0.9'],
        ['198.18.0.5', '64:ff9b:1::a00:1'],
        ['::ffff:169.254.169.254'],
        ['127.0.0.1'],
      ),
    ).toEqual(['private', 'private', 'private', 'private', 'private', 'private']);
  });

  it('that resolves to this computer is public if the profile allows it, and so is one without addresses', () => {
    expect([nameKind(['127.0.0.1'], true), nameKind(['::1'], true), nameKind(['10.0.0.1'], true), nameKind([], false)]).toEqual([
      'public',
      'public',
      'private',
      'public',
    ]);
  });
});
