// Whether quitting asks while work is in hand. "Don't ask again" is said in the question itself; here it is taken back.
import { Switch } from '../../../components/switch.tsx';
import { messages } from '../../../messages.ts';
import { Row } from '../settings-box.tsx';

export function QuitRow({ on, onChange }: { readonly on: boolean; onChange(on: boolean): void }) {
  return (
    <Row
      title={messages.leaving.setting}
      detail={messages.leaving.settingDetail}
      controls={<Switch label={messages.leaving.setting} on={on} onChange={onChange} />}
    />
  );
}
