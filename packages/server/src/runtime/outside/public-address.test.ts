import { describe, expect, it } from 'vitest';
import { addressProblem } from './public-address.ts';

describe('the addresses that requests may go to', () => {
  it.each([
    ['127.0.0.1', 'a loopback address'],
    ['127.255.255.254', 'a loopback address'],
    ['::1', 'a loopback address'],
    ['10.1.2.3', 'a private address'],
    ['172.16.0.1', 'a private address'],
    ['172.31.255.255', 'a private address'],
    ['192.168.1.1', 'a private address'],
    ['fd00:ec2::254', 'a private address'],
    ['fec0::1', 'a private address'],
    ['100.64.0.1', 'a private address'],
    ['169.254.169.254', 'a link-local address'],
    ['fe80::1', 'a link-local address'],
    ['100.100.100.200', 'a metadata address'],
    ['168.63.129.16', 'a metadata address'],
    ['0.0.0.0', 'the unspecified address'],
    ['::', 'the unspecified address'],
    ['224.0.0.1', 'a multicast address'],
    ['ff02::1', 'a multicast address'],
    ['255.255.255.255', 'the broadcast address'],
    ['::ffff:127.0.0.1', 'an embedded address'],
    ['::ffff:8.8.8.8', 'an embedded address'],
    ['::ffff:0:127.0.0.1', 'an embedded address'],
    ['::7f00:1', 'an embedded address'],
    ['64:ff9b::7f00:1', 'an embedded address'],
    ['64:ff9b:1::a00:1', 'an embedded address'],
    ['2002:7f00:1::', 'an embedded address'],
    ['2001::1', 'an embedded address'],
    ['192.0.0.192', 'a reserved address'],
    ['198.18.0.1', 'a reserved address'],
    ['203.0.113.5', 'a reserved address'],
    ['240.0.0.1', 'a reserved address'],
    ['2001:db8::1', 'a reserved address'],
    ['100::1', 'a reserved address'],
    ['no address at all', 'no address'],
  ])('do not include %s: it is %s', (address, problem) => {
    expect(addressProblem(address)).toBe(problem);
  });

  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111'])('include %s', (address) => {
    expect(addressProblem(address)).toBeNull();
  });
});
