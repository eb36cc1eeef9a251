// Whether the spelling of prompts is checked. Says which host that asks, because nothing else in the studio asks one unbidden.
import { Switch } from '../../../components/switch.tsx';
import { messages } from '../../../messages.ts';
import { selectStatus, useStudio } from '../../../store/studio-store.ts';
import { Row } from '../settings-box.tsx';

export function SpellingRow({ on, onChange }: { readonly on: boolean; onChange(on: boolean): void }) {
  const platform = useStudio((s) => selectStatus(s)?.app.platform ?? 'linux');
  return (
    <Row
      title={messages.settings.spellCheck}
      detail={messages.settings.checksSpellingDetail(platform)}
      controls={<Switch label={messages.settings.spellCheck} on={on} onChange={onChange} />}
    />
  );
}
