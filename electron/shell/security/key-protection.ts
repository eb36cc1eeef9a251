// The rule that decides whether the system's keychain really protects a key, without Electron.

/**
 * True for a keychain that protects. `available` and `backend` are those of Electron's `safeStorage`. `basic_text` encrypts with a publicly known
 * constant; `unknown` is returned before the app is ready, or for a desktop that Chromium does not know.
 */
export function isRealKeychain(available: boolean, backend: string): boolean {
  return available && backend !== 'basic_text' && backend !== 'unknown';
}
