// The setting for the spelling check of prompts. It names the host of the dictionaries, because nothing else in the studio contacts a host
// automatically.
import { Switch } from '../../../components/switch.tsx';
import { messages } from '../../../messages.ts';
import { selectStatus, useStudio } from '../../../store/studio-store.ts';
import { SettingsRow } from '../settings-box.tsx';

/** A switch; the parent saves its change. The explanation depends on the system, since macOS has its own spelling. */
export function SpellingRow({ isOn, onChange }: { readonly isOn: boolean; onChange(isOn: boolean): void }) {
  const platform = useStudio((s) => selectStatus(s)?.app.platform ?? 'linux');
  return (
    <SettingsRow
      title={messages.settings.spellCheck}
      detail={messages.settings.spellCheckDetail(platform)}
      controls={<Switch label={messages.settings.spellCheck} isOn={isOn} onChange={onChange} />}
    />
  );
}
