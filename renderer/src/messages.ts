// The sentences of the current language. `messages` is a live binding, so read it where a sentence is shown; never keep a sentence in a
// module constant.
import { create } from 'zustand';
import { en } from '../../shared/text/en/index.ts';
import { type Language, languageOf } from '../../shared/text/language.ts';
import type { Text } from '../../shared/text/text.ts';

/** All sentences that a user reads, in the current language. `setLanguage` replaces it; English until then. */
export let messages: Text = en;

/** The language of `messages`. A change renders the whole window again. */
export const useLanguage = create<Language>(() => 'en');

const loaders: Readonly<Record<Language, () => Promise<Text>>> = {
  en: async () => en,
  zh: async () => (await import('../../shared/text/zh/index.ts')).zh,
};

/**
 * Returns the language of the first frame. Main puts the language that was last in use into the address of the page. Later, main's status
 * determines the language.
 */
export function initialLanguage(address: string): Language {
  const parameter = new URL(address).searchParams.get('language');
  return parameter === 'en' || parameter === 'zh' ? parameter : languageOf('system', navigator.languages);
}

let requestedLanguage: Language = 'en';

/** Loads the sentences of `language` and switches to it. The last call wins. */
export async function setLanguage(language: Language): Promise<void> {
  requestedLanguage = language;
  const loaded = await loaders[language]();
  if (requestedLanguage !== language) return; // another language was chosen meanwhile
  messages = loaded;
  document.documentElement.lang = { en: 'en', zh: 'zh-CN' }[language];
  useLanguage.setState(language, true);
}
