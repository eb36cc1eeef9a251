// The sentences of the language in use: a live binding, so they are read where they are shown and never kept in a constant of a module.
import { create } from 'zustand';
import { en } from '../../shared/text/en/index.ts';
import { type Language, languageOf } from '../../shared/text/language.ts';
import type { Text } from '../../shared/text/text.ts';

export let messages: Text = en;

/** The language of `words`. The window is drawn anew when it changes. */
export const useLanguage = create<Language>(() => 'en');

const loaders: Readonly<Record<Language, () => Promise<Text>>> = {
  en: async () => en,
  zh: async () => (await import('../../shared/text/zh/index.ts')).zh,
};

/** The language to begin with: what main has put into the address, which is what was spoken last. The truth is in the status. */
export function initialLanguage(address: string): Language {
  const given = new URL(address).searchParams.get('language');
  return given === 'en' || given === 'zh' ? given : languageOf('system', navigator.languages);
}

let wanted: Language = 'en';

/** Speaks `language` from now on. */
export async function setLanguage(language: Language): Promise<void> {
  wanted = language;
  const loaded = await loaders[language]();
  if (wanted !== language) return; // chosen again while the sentences came
  messages = loaded;
  document.documentElement.lang = { en: 'en', zh: 'zh-CN' }[language];
  useLanguage.setState(language, true);
}
