// The setting for the question before quitting while work is in progress. "Don't ask again" in that question turns it off; this row turns it
// on again.
import { Switch } from '../../../components/switch.tsx';
import { messages } from '../../../messages.ts';
import { Row } from '../settings-box.tsx';

/** A switch; the parent saves its change. */
export function QuitRow({ on, onChange }: { readonly on: boolean; onChange(on: boolean): void }) {
  return (
    <Row
      title={messages.quitting.setting}
      detail={messages.quitting.settingDetail}
      controls={<Switch label={messages.quitting.setting} on={on} onChange={onChange} />}
    />
  );
}
