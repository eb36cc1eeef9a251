// The language of the studio. Each language has its own name for itself.
import { useEffect, useRef } from 'react';
import type { Settings } from '../../../../../shared/settings.ts';
import type { Language } from '../../../../../shared/text/language.ts';
import { Segmented } from '../../../components/segmented-control.tsx';
import { messages, useLanguage } from '../../../messages.ts';
import { Row } from '../settings-box.tsx';

/**
 * The language that was current when the user chose another one here. The window is then mounted again, and the row restores its focus.
 */
let chosenIn: Language | null = null;

/** Chooses English, Chinese, or the language of the system. It keeps the focus although the window is mounted again. */
export function LanguageRow({ value, onChange }: { readonly value: Settings['language']; onChange(value: Settings['language']): void }) {
  const choice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const isNew = chosenIn !== null && chosenIn !== useLanguage.getState();
    chosenIn = null;
    if (isNew) choice.current?.querySelector<HTMLElement>('[aria-checked="true"]')?.focus();
  }, []);
  return (
    <Row
      title={messages.settings.language}
      detail={messages.settings.languageDetail}
      controls={
        <div ref={choice}>
          <Segmented
            label={messages.settings.language}
            options={(['system', 'en', 'zh'] as const).map((language) => ({
              value: language,
              text: messages.settings.languages[language],
            }))}
            value={value}
            onChange={(language) => {
              chosenIn = useLanguage.getState();
              onChange(language);
            }}
            className="w-[220px]"
          />
        </div>
      }
    />
  );
}
