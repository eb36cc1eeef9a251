// The sentences of the language in use: a live binding, so they are read where they are shown and never kept in a constant of a module.
import { create } from 'zustand';
import { en } from '../../shared/text/en/index.ts';
import { type Language, languageOf } from '../../shared/text/language.ts';
import type { Text } from '../../shared/text/shape.ts';

export let words: Text = en;

/** The language of `words`. The window is drawn anew when it changes. */
export const useLanguage = create<Language>(() => 'en');

const loaders: Readonly<Record<Language, () => Promise<Text>>> = {
  en: async () => en,
  zh: async () => (await import('../../shared/text/zh/index.ts')).zh,
};

/** What was spoken last, so that the first frame does not have to wait for main. The truth is in the status. */
const remembered = 'language';

/** The language to begin with: the one of the last time, else the system's. */
export function firstLanguage(): Language {
  const last = localStorage.getItem(remembered);
  return last === 'en' || last === 'zh' ? last : languageOf('system', navigator.languages);
}

let wanted: Language = 'en';

/** Speaks `language` from now on. */
export async function speak(language: Language): Promise<void> {
  wanted = language;
  const loaded = await loaders[language]();
  if (wanted !== language) return; // chosen again while the sentences came
  words = loaded;
  document.documentElement.lang = { en: 'en', zh: 'zh-CN' }[language];
  localStorage.setItem(remembered, language);
  useLanguage.setState(language, true);
}
