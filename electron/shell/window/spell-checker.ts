// The spelling checker of the window's session. Windows and Linux fetch Chromium's dictionaries; macOS has its own and asks nobody.
import type { App, Session } from 'electron';

/**
 * The dictionaries for the languages that a person prefers, best first: of each language the exact one, else the one without a region, else
 * any of its regions. English where nothing fits, as most prompts are in it.
 */
export function dictionariesFor(locales: readonly string[], available: readonly string[]): string[] {
  const languageOf = (locale: string): string => locale.split(/[-_]/)[0]?.toLowerCase() ?? '';
  const isSame = (a: string, b: string): boolean => a.replace('_', '-').toLowerCase() === b.toLowerCase();
  const found = locales.map(
    (locale) =>
      available.find((name) => isSame(locale, name)) ??
      available.find((name) => isSame(languageOf(locale), name)) ??
      available.find((name) => languageOf(name) === languageOf(locale)),
  );
  const known = [...new Set(found.filter((name) => name !== undefined))];
  if (known.length > 0) return known;
  return available.includes('en-US') ? ['en-US'] : [];
}

/**
 * Switches the checker on or off. Chromium fetches the dictionary of a language that is set, also while the checker is off: off means that no
 * language is set.
 */
export function applySpelling(session: Session, on: boolean, locales: readonly string[]): void {
  if (process.platform !== 'darwin') {
    session.setSpellCheckerLanguages(on ? dictionariesFor(locales, session.availableSpellCheckerLanguages) : []);
  }
  session.setSpellCheckerEnabled(on);
}

/**
 * Keeps the checker off in every session that comes to exist, those without a window too: Chromium fetches a dictionary for each. Must be
 * called before `ready`. `applySpelling` switches a session on later, once the person's wish is known.
 */
export function keepSpellingOff(app: App): void {
  app.on('session-created', (created) => applySpelling(created, false, []));
}
