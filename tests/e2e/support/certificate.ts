// Creates a self-signed certificate for the https server of a test. Each run creates its own, so that the repository contains no key.
import { generateKeyPairSync, sign } from 'node:crypto';

export interface Certificate {
  /** The private key, as PEM. `cert` is PEM, too. */
  readonly key: string;
  readonly cert: string;
}

const tags = { integer: 0x02, bits: 0x03, oid: 0x06, utf8: 0x0c, time: 0x17, sequence: 0x30, set: 0x31 } as const;

/** Encodes one DER value: tag, length and content. */
function der(tag: keyof typeof tags, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const size = body.length;
  // The length has the shortest form, because Chromium accepts no other.
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tags[tag], ...length]), body]);
}

const oid = (hex: string): Buffer => der('oid', Buffer.from(hex, 'hex'));
const ecdsaWithSha256 = der('sequence', oid('2a8648ce3d040302'));
const commonName = oid('550403');

/** Creates an X.509 certificate (RFC 5280, version 1) for a host, valid from 2020 to 2049. */
export function selfSigned(host: string): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = der('sequence', der('set', der('sequence', commonName, der('utf8', Buffer.from(host)))));
  const times = der('sequence', der('time', Buffer.from('200101000000Z')), der('time', Buffer.from('490101000000Z')));
  const key = publicKey.export({ type: 'spki', format: 'der' });
  const body = der('sequence', der('integer', Buffer.from([1])), ecdsaWithSha256, name, times, name, key);
  const signature = sign('sha256', body, privateKey);
  const certificate = der('sequence', body, ecdsaWithSha256, der('bits', Buffer.from([0]), signature));
  const lines = certificate.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}
