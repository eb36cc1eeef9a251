// Keeps API keys with the system's keychain through Electron's `safeStorage`. Where there is none (Linux without a secret service), a key is
// never written anywhere: `encrypt` returns null and the key exists for this session only.
import { safeStorage } from 'electron';
import type { KeyVault } from '../../core/ports.ts';
import { isRealKeychain } from './key-protection.ts';

/** The name of the keychain in use, for the user: Electron reports it on Linux only. */
function backendName(platform: NodeJS.Platform): string {
  switch (platform) {
    case 'darwin':
      return 'keychain';
    case 'win32':
      return 'dpapi';
    default:
      return safeStorage.getSelectedStorageBackend();
  }
}

/** Creates a vault on the system's keychain. `platform` decides how its name is found. */
export function createKeyVault(platform: NodeJS.Platform): KeyVault {
  const isProtected = () => isRealKeychain(safeStorage.isEncryptionAvailable(), backendName(platform));
  return {
    protection: () => ({ kind: isProtected() ? 'keychain' : 'session-only', backend: backendName(platform) }),
    encrypt: (key) => (isProtected() ? new Uint8Array(safeStorage.encryptString(key)) : null),
    decrypt: (encryptedKey) => {
      if (!isProtected()) return null;
      try {
        return safeStorage.decryptString(Buffer.from(encryptedKey));
      } catch {
        return null; // another machine's key, or a keychain that was reset: the user has to enter the key again
      }
    },
  };
}
