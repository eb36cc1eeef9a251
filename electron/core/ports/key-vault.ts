/** Protects keys. The system's keychain encrypts them; if there is none, keys are kept for this session only. */
export interface KeyVault {
  /** The protection that a key would get now. */
  protection(): { readonly kind: 'keychain' | 'session-only'; readonly backend: string };
  /** Encrypts a key for the database; null if the key can only be kept in memory. */
  encrypt(key: string): Uint8Array | null;
  /** Decrypts a key; null if the keychain refuses. */
  decrypt(encryptedKey: Uint8Array): string | null;
}
