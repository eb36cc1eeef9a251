// The spell checker of the window's session. On Windows and Linux Chromium downloads dictionaries; macOS has its own.
import type { App, Session } from 'electron';

/**
 * Returns the dictionaries for the user's preferred languages, best first: for each language the exact one, otherwise the one without a region,
 * otherwise any of its regions. English where nothing fits, because most prompts are in it.
 */
export function dictionariesFor(locales: readonly string[], available: readonly string[]): string[] {
  const languageOf = (locale: string): string => locale.split(/[-_]/)[0]?.toLowerCase() ?? '';
  const isSame = (a: string, b: string): boolean => a.replace('_', '-').toLowerCase() === b.toLowerCase();
  const matches = locales.map(
    (locale) =>
      available.find((name) => isSame(locale, name)) ??
      available.find((name) => isSame(languageOf(locale), name)) ??
      available.find((name) => languageOf(name) === languageOf(locale)),
  );
  const dictionaries = [...new Set(matches.filter((name) => name !== undefined))];
  if (dictionaries.length > 0) return dictionaries;
  return available.includes('en-US') ? ['en-US'] : [];
}

/**
 * Switches the checker on or off. Chromium downloads the dictionary of a language that is set, even while the checker is off: so off also means that
 * no language is set.
 */
export function applySpellCheck(session: Session, isEnabled: boolean, locales: readonly string[]): void {
  if (process.platform !== 'darwin') {
    session.setSpellCheckerLanguages(isEnabled ? dictionariesFor(locales, session.availableSpellCheckerLanguages) : []);
  }
  session.setSpellCheckerEnabled(isEnabled);
}

/**
 * Keeps the checker off in every session that is created, also those without a window: Chromium downloads a dictionary for each. Must be called before
 * `ready`. `applySpellCheck` switches a session on later, when the user's setting is known.
 */
export function disableSpellCheck(app: App): void {
  app.on('session-created', (created) => applySpellCheck(created, false, []));
}
