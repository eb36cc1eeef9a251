// The number of files stored at EvoLink and the limit, as text and as a bar.
import { messages } from '../../../messages.ts';
import type { Quota } from './use-files.ts';

/** Without a limit from the service, shows the text only. */
export function QuotaBar({ quota }: { readonly quota: Quota }) {
  const { usedFiles, maxFiles, remainingFiles } = quota;
  const text = messages.files.quota(usedFiles, maxFiles, remainingFiles);
  const share = usedFiles === null || maxFiles === null || maxFiles <= 0 ? null : Math.min(1, Math.max(0, usedFiles / maxFiles));
  return (
    <div className="mt-2.5">
      <p className="text-sm">{text}</p>
      {share !== null && (
        // biome-ignore lint/a11y/useSemanticElements: a native meter cannot be drawn in the studio's colours
        <div
          role="meter"
          aria-label={messages.files.quotaLabel}
          aria-valuemin={0}
          aria-valuemax={maxFiles ?? 0}
          aria-valuenow={Math.min(usedFiles ?? 0, maxFiles ?? 0)}
          aria-valuetext={text}
          className="mt-1.5 h-1.5 overflow-hidden rounded-full bg-line"
        >
          <div
            className={`h-full rounded-full ${share < 0.9 ? 'bg-accent' : share < 1 ? 'bg-warn' : 'bg-bad'}`}
            style={{ width: `${share * 100}%` }}
          />
        </div>
      )}
    </div>
  );
}
