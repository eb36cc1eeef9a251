import { expect, test } from 'vitest';
import { isRealKeychain } from '../../../../electron/shell/security/key-protection.ts';

test.each([
  ['keychain', true],
  ['dpapi', true],
  ['gnome_libsecret', true],
  ['kwallet6', true],
  ['basic_text', false],
  ['unknown', false],
])('storing the key with %s is allowed: %s', (backend, isAllowed) => {
  expect(isRealKeychain(true, backend)).toBe(isAllowed);
});

test.each(['keychain', 'dpapi', 'gnome_libsecret', 'basic_text', 'unknown'])(
  'storing the key with %s is refused while it is unavailable',
  (backend) => {
    expect(isRealKeychain(false, backend)).toBe(false);
  },
);
