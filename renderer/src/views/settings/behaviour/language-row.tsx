// The language of the studio, each named in itself.
import { useEffect, useRef } from 'react';
import type { Settings } from '../../../../../shared/settings.ts';
import type { Language } from '../../../../../shared/text/language.ts';
import { Segmented } from '../../../components/segmented-control.tsx';
import { messages, useLanguage } from '../../../messages.ts';
import { Row } from '../settings-box.tsx';

/** What was spoken when another language was chosen here: the window is drawn anew then, and focus belongs on the choice again. */
let chosenIn: Language | null = null;

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
