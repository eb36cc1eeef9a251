import { expect, test } from 'vitest';
import { isRealKeychain } from '../../../../electron/shell/security/key-protection.ts';

test.each([
  ['keychain', true],
  ['dpapi', true],
  ['gnome_libsecret', true],
  ['kwallet6', true],
  ['basic_text', false],
  ['unknown', false],
])('a key is kept by %s: %s', (backend, isKept) => {
  expect(isRealKeychain(true, backend)).toBe(isKept);
});

test.each(['keychain', 'dpapi', 'gnome_libsecret', 'basic_text', 'unknown'])(
  'no key is kept by %s while it is not available',
  (backend) => {
    expect(isRealKeychain(false, backend)).toBe(false);
  },
);
