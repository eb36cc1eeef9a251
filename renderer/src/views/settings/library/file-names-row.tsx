// The template for the names of new videos, with an example.
import { useState } from 'react';
import { defaultFileNameTemplate } from '../../../../../shared/file-names/parse-template.ts';
import { call } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { RefusalBox } from '../../../components/errors/refusal-box.tsx';
import { useCall } from '../../../components/errors/use-call.ts';
import { messages } from '../../../messages.ts';
import { TemplateField, templateProblem } from '../../library/names/template-field.tsx';
import { SettingsRow } from '../settings-box.tsx';

/** Saved with a button or Enter, because a half-typed template would name the next download. Mounted again when `stored` changes. */
export function FileNamesRow({ stored }: { readonly stored: string }) {
  const [template, setTemplate] = useState(stored);
  const { run, refusal } = useCall();
  const canSave = template !== stored && templateProblem(template) === null;
  const save = (fileNameTemplate: string): void => run(() => call('settings.change', { fileNameTemplate }));
  return (
    <SettingsRow
      title={messages.fileNames.title}
      detail={messages.fileNames.detail}
      controls={
        <>
          {template !== defaultFileNameTemplate && (
            <Button
              size="small"
              variant="ghost"
              onClick={() => {
                setTemplate(defaultFileNameTemplate);
                if (stored !== defaultFileNameTemplate) save(defaultFileNameTemplate);
              }}
            >
              {messages.fileNames.reset}
            </Button>
          )}
          <Button size="small" disabled={!canSave} onClick={() => save(template)}>
            {messages.fileNames.save}
          </Button>
        </>
      }
    >
      <form
        className="mt-2.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (canSave) save(template);
        }}
      >
        <TemplateField template={template} onChange={setTemplate} resultIds={[]} />
      </form>
      <RefusalBox error={refusal} />
    </SettingsRow>
  );
}
