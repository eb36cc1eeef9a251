// Whether the system's keychain really protects: the rule alone, without Electron.

/**
 * `available` and `backend` as Electron's `safeStorage` says them. `basic_text` encrypts with a constant that anybody knows; `unknown` is
 * said before the app is ready, or of a desktop that Chromium does not know.
 */
export function isRealKeychain(available: boolean, backend: string): boolean {
  return available && backend !== 'basic_text' && backend !== 'unknown';
}
