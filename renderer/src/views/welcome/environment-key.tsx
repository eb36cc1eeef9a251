// Offers the key that was found in EVOLINK_API_KEY. It is used only if the user agrees.
import { KeyRound } from 'lucide-react';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { useCall } from '../../components/errors/use-call.ts';
import { messages } from '../../messages.ts';
import { useStudio } from '../../store/studio-store.ts';

/** Part of the first screen and of the key dialog. Shows nothing when there is no such key, or the user has declined it. */
export function EnvironmentKey({ disabled, onUse }: { readonly disabled: boolean; readonly onUse: () => void }) {
  const lastFour = useStudio((s) => {
    for (const notice of s.mirror?.status.notices ?? []) if (notice.kind === 'key-in-environment') return notice.lastFour;
    return null;
  });
  const { run, refusal } = useCall();
  if (lastFour === null) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control border border-line bg-bg px-3 py-2">
      <KeyRound size={15} className="shrink-0 text-dim" aria-hidden />
      <p className="min-w-[180px] flex-1 text-sm">{messages.welcome.environment(lastFour)}</p>
      <span className="flex gap-1.5">
        <Button size="small" disabled={disabled} onClick={onUse}>
          {messages.welcome.useEnvironment}
        </Button>
        <Button
          size="small"
          variant="ghost"
          disabled={disabled}
          onClick={() => run(() => call('studio.dismissNotice', { kind: 'key-in-environment' }))}
        >
          {messages.welcome.decline}
        </Button>
      </span>
      {refusal !== null && (
        <div className="basis-full">
          <ErrorNotice error={refusal} frame="plain" />
        </div>
      )}
    </div>
  );
}
