// Concurrent tasks, auto-retry, theme, language, spelling, and the question before quitting.
import { useState } from 'react';
import type { AppError } from '../../../../../shared/errors.ts';
import type { CallInput, StudioStatus } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { ErrorNotice } from '../../../components/errors/error-notice.tsx';
import { SegmentedControl } from '../../../components/segmented-control.tsx';
import { Switch } from '../../../components/switch.tsx';
import { messages } from '../../../messages.ts';
import { concurrencyChoices } from '../accounts/rate-choices.ts';
import { SettingsBox, SettingsRow } from '../settings-box.tsx';
import { LanguageRow } from './language-row.tsx';
import { QuitRow } from './quit-row.tsx';
import { SpellingRow } from './spelling-row.tsx';

type Settings = StudioStatus['settings'];

/** Settings that take effect at once, without a Save button. A refusal is shown below them. */
export function BehaviourBox({ settings }: { readonly settings: Settings }) {
  const [error, setError] = useState<AppError | null>(null);
  const change = async (input: CallInput<'settings.change'>): Promise<void> => {
    const result = await call('settings.change', input);
    setError(result.ok ? null : result.error);
  };
  return (
    <SettingsBox title={messages.settings.behaviour}>
      <SettingsRow
        title={messages.settings.maxConcurrentTasks}
        detail={messages.settings.maxConcurrentTasksDetail}
        controls={
          <SegmentedControl
            label={messages.settings.maxConcurrentTasks}
            options={concurrencyChoices(settings.maxConcurrentTasks).map((value) => ({ value, text: messages.format.number(value) }))}
            value={settings.maxConcurrentTasks}
            onChange={(maxConcurrentTasks) => void change({ maxConcurrentTasks })}
            className="w-[330px]"
          />
        }
      />
      <SettingsRow
        title={messages.settings.autoRetry}
        detail={messages.settings.autoRetryDetail}
        controls={
          <Switch label={messages.settings.autoRetry} isOn={settings.autoRetry} onChange={(autoRetry) => void change({ autoRetry })} />
        }
      />
      <SettingsRow
        title={messages.settings.theme}
        controls={
          <SegmentedControl
            label={messages.settings.theme}
            options={(['system', 'light', 'dark'] as const).map((value) => ({ value, text: messages.settings.themes[value] }))}
            value={settings.theme}
            onChange={(theme) => void change({ theme })}
            className="w-[220px]"
          />
        }
      />
      <LanguageRow value={settings.language} onChange={(language) => void change({ language })} />
      <SpellingRow isOn={settings.spellCheck} onChange={(spellCheck) => void change({ spellCheck })} />
      <QuitRow isOn={settings.confirmQuit} onChange={(confirmQuit) => void change({ confirmQuit })} />
      {error !== null && (
        <div className="px-4 py-3">
          <ErrorNotice error={error} />
        </div>
      )}
    </SettingsBox>
  );
}
