// Which language the studio speaks: what the person set, or what the system prefers.

/** The languages there are sentences in. */
export type Language = 'en' | 'zh';
/** `system`: the first language of the system's list that the studio speaks. */
export type LanguageSetting = 'system' | Language;

const spokenIn = (locale: string): Language | null => {
  const [language = ''] = locale.toLowerCase().split(/[-_.@]/);
  return language === 'zh' || language === 'en' ? language : null;
};

/**
 * The language for a setting and the system's locales, best liked first ("zh-Hans-CN", "en_GB.UTF-8"). Chinese of any region or script is
 * Chinese here; where the system likes nothing that the studio speaks, it is English.
 */
export function languageOf(setting: LanguageSetting, systemLocales: readonly string[]): Language {
  if (setting !== 'system') return setting;
  for (const locale of systemLocales) {
    const spoken = spokenIn(locale);
    if (spoken !== null) return spoken;
  }
  return 'en';
}
