// The setting for the question before quitting while work is in progress. "Don't ask again" in that question turns it off; this row turns
// it on again.
import { Switch } from '../../../components/switch.tsx';
import { messages } from '../../../messages.ts';
import { SettingsRow } from '../settings-box.tsx';

/** A switch; the parent saves its change. */
export function QuitRow({ isOn, onChange }: { readonly isOn: boolean; onChange(isOn: boolean): void }) {
  return (
    <SettingsRow
      title={messages.quitting.setting}
      detail={messages.quitting.settingDetail}
      controls={<Switch label={messages.quitting.setting} isOn={isOn} onChange={onChange} />}
    />
  );
}
