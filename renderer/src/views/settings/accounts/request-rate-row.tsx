// The setting for the requests per second of a profile, and the current rate while EvoLink limits it.
import { useState } from 'react';
import type { AppError } from '../../../../../shared/errors.ts';
import type { Profile } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { SentencePiece } from '../../../components/countdown.tsx';
import { ErrorNotice } from '../../../components/errors/error-notice.tsx';
import { SegmentedControl } from '../../../components/segmented-control.tsx';
import { messages } from '../../../messages.ts';
import { profileName } from '../../../profile-name.ts';
import { rateChoices } from './rate-choices.ts';

/** Part of a profile's row. While the service limits the rate, it counts down to the recovery. */
export function RequestRateRow({ profile }: { readonly profile: Profile }) {
  const [error, setError] = useState<AppError | null>(null);
  const { requestsPerSecond, throttle } = profile;
  const change = async (perSecond: number): Promise<void> => {
    const result = await call('profiles.setRequestRate', { profileId: profile.id, requestsPerSecond: perSecond });
    setError(result.ok ? null : result.error);
  };
  return (
    <div className="mt-2.5 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-[12px]">
      <span className="text-dim">{messages.settings.requestRate}</span>
      <SegmentedControl
        label={messages.settings.requestRateOf(profileName(profile))}
        options={rateChoices(requestsPerSecond).map((value) => ({ value, text: messages.format.number(value) }))}
        value={requestsPerSecond}
        onChange={(value) => void change(value)}
        className="w-[240px]"
      />
      {throttle !== null && (
        <span role="status" className="text-warn">
          <SentencePiece
            piece={{
              countDownToMs: throttle.untilMs,
              text: (left) => messages.settings.rateReduced(throttle.requestsPerSecond, requestsPerSecond, left),
              endText: messages.settings.rateRestored,
            }}
          />
        </span>
      )}
      {error !== null && <ErrorNotice error={error} />}
    </div>
  );
}
