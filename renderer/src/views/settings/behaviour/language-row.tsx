// The language of the studio. Each language has its own name for itself.
import { useEffect, useRef } from 'react';
import type { Settings } from '../../../../../shared/settings/settings.ts';
import type { Language } from '../../../../../shared/text/language.ts';
import { SegmentedControl } from '../../../components/segmented-control.tsx';
import { messages, useLanguage } from '../../../messages.ts';
import { SettingsRow } from '../settings-box.tsx';

/**
 * The language that was current when the user chose another one here. The window is then mounted again, and the row restores its focus.
 */
let previousLanguage: Language | null = null;

/** Chooses English, Chinese, or the language of the system. It keeps the focus although the window is mounted again. */
export function LanguageRow({ value, onChange }: { readonly value: Settings['language']; onChange(value: Settings['language']): void }) {
  const choice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const isNew = previousLanguage !== null && previousLanguage !== useLanguage.getState();
    previousLanguage = null;
    if (isNew) choice.current?.querySelector<HTMLElement>('[aria-checked="true"]')?.focus();
  }, []);
  return (
    <SettingsRow
      title={messages.settings.language}
      detail={messages.settings.languageDetail}
      controls={
        <div ref={choice}>
          <SegmentedControl
            label={messages.settings.language}
            options={(['system', 'en', 'zh'] as const).map((language) => ({
              value: language,
              text: messages.settings.languages[language],
            }))}
            value={value}
            onChange={(language) => {
              previousLanguage = useLanguage.getState();
              onChange(language);
            }}
            className="w-[220px]"
          />
        </div>
      }
    />
  );
}
