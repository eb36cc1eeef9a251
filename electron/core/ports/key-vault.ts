/** Keeps keys: encrypted by the system's keychain, or for this session only where there is none. */
export interface KeyVault {
  /** The protection a key would get now. */
  protection(): { readonly kind: 'keychain' | 'session-only'; readonly backend: string };
  /** Encrypted bytes for the database, or null where the key can only be kept in memory. */
  seal(key: string): Uint8Array | null;
  /** The key back from sealed bytes; null when the keychain refuses. */
  open(sealed: Uint8Array): string | null;
}
