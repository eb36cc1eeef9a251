// The language of the studio: the user's setting, or the system's preference.

/** The languages of the sentences. */
export type Language = 'en' | 'zh';
/** `system`: the first language of the system's list that the studio has. */
export type LanguageSetting = 'system' | Language;

const languageOfLocale = (locale: string): Language | null => {
  const [language = ''] = locale.toLowerCase().split(/[-_.@]/);
  return language === 'zh' || language === 'en' ? language : null;
};

/**
 * Returns the language for a setting and the system's locales, in order of preference ("zh-Hans-CN", "en_GB.UTF-8"). Any region or script of Chinese
 * counts as Chinese; English where the studio has none of them.
 */
export function languageOf(setting: LanguageSetting, systemLocales: readonly string[]): Language {
  if (setting !== 'system') return setting;
  for (const locale of systemLocales) {
    const language = languageOfLocale(locale);
    if (language !== null) return language;
  }
  return 'en';
}
