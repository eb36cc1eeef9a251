// The kind of an IP address: public, this computer, a private network, or made up by a local proxy.
import { describe, expect, it } from 'vitest';
import { addressKind } from '../../../shared/network/address-kind.ts';

describe('an IPv4 address', () => {
  it.each([
    ['8.8.8.8', 'public'],
    ['172.32.0.1', 'public'],
    ['100.128.0.1', 'public'],
    ['198.20.0.1', 'public'],
    ['127.0.0.1', 'loopback'],
    ['10.0.0.1', 'private'],
    ['192.168.1.1', 'private'],
    ['169.254.169.254', 'private'],
    ['100.64.0.1', 'private'],
    ['192.0.2.1', 'private'],
    ['0.0.0.0', 'private'],
    ['224.0.0.1', 'private'],
    ['255.255.255.255', 'private'],
    ['198.18.0.84', 'fake-ip'],
    ['198.19.255.255', 'fake-ip'],
  ] as const)('%s is %s', (address, kind) => {
    expect(addressKind(address)).toBe(kind);
  });
});

describe('an IPv6 address', () => {
  it.each([
    ['2606:4700::1111', 'public'],
    ['::1', 'loopback'],
    ['::', 'private'],
    ['fe80::1', 'private'],
    ['fe80::1%eth0', 'private'],
    ['fec0::1', 'private'],
    ['ff02::1', 'private'],
    ['2001:db8::1', 'private'],
    ['2001::1', 'private'],
    ['100::1', 'private'],
    ['4000::1', 'private'],
    ['fd12:3456::1', 'unique-local'],
    ['fdfe:dcba:9876::b4', 'unique-local'],
    ['fc00::3f', 'unique-local'],
    ['2001:2::7', 'fake-ip'],
    ['not an address', 'private'],
  ] as const)('%s is %s', (address, kind) => {
    expect(addressKind(address)).toBe(kind);
  });
});

describe('an IPv6 address that embeds an IPv4 address is judged by the IPv4 address', () => {
  it.each([
    ['mapped', '::ffff:8.8.8.8', 'public'],
    ['mapped', '::ffff:10.0.0.1', 'private'],
    ['mapped', '::ffff:127.0.0.1', 'loopback'],
    ['mapped', '::ffff:198.18.0.5', 'fake-ip'],
    ['compatible', '::192.168.0.1', 'private'],
    ['translated', '::ffff:0:192.168.0.1', 'private'],
    ['NAT64', '64:ff9b::808:808', 'public'],
    ['NAT64', '64:ff9b::c612:5', 'fake-ip'],
    ['NAT64', '64:ff9b::a00:1', 'private'],
    ['NAT64', '64:ff9b::7f00:1', 'loopback'],
    ['6to4', '2002:808:808::1', 'public'],
    ['6to4', '2002:c612:5::1', 'fake-ip'],
    ['6to4', '2002:a00:1::1', 'private'],
    ['local NAT64 /96', '64:ff9b:1::808:808', 'public'],
    ['local NAT64 /96', '64:ff9b:1:abcd::808:808', 'public'],
    ['local NAT64 /96', '64:ff9b:1::c612:5', 'fake-ip'],
    ['local NAT64 /96', '64:ff9b:1::a00:1', 'private'],
    ['local NAT64 /64', '64:ff9b:1:7:8:808:800:0', 'public'],
    ['local NAT64 /64', '64:ff9b:1:7:a:0:100:0', 'private'],
    ['local NAT64 /56', '64:ff9b:1:708:8:808::', 'public'],
    ['local NAT64 /56', '64:ff9b:1:70a:0:1::', 'private'],
    ['local NAT64 /48', '64:ff9b:1:808:8:800::', 'public'],
    ['local NAT64 /48', '64:ff9b:1:a00:0:100::', 'private'],
    ['local NAT64 /48', '64:ff9b:1:c0a8:1:100::', 'private'],
  ] as const)('%s %s is %s', (_form, address, kind) => {
    expect(addressKind(address)).toBe(kind);
  });
});
