/** Protects keys: encrypted by the system's keychain, or for this session only if there is none. */
export interface KeyVault {
  /** The protection that a key would get now. */
  protection(): { readonly kind: 'keychain' | 'session-only'; readonly backend: string };
  /** Encrypts a key for the database; null when it can only be kept in memory. */
  seal(key: string): Uint8Array | null;
  /** Decrypts a sealed key; null when the keychain refuses. */
  open(sealed: Uint8Array): string | null;
}
