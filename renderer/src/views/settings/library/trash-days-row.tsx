// For how long deleted videos are kept in the trash.
import { trashDaysChoices } from '../../../../../shared/trash.ts';
import { call } from '../../../api.ts';
import { RefusalBox } from '../../../components/errors/refusal-box.tsx';
import { useCall } from '../../../components/errors/use-call.ts';
import { SegmentedControl } from '../../../components/segmented-control.tsx';
import { messages } from '../../../messages.ts';
import { SettingsRow } from '../settings-box.tsx';

type Days = (typeof trashDaysChoices)[number];

/** The control has number values only, so 0 stands for null. */
const controlValue = (days: Days): number => days ?? 0;

/** Chooses after how many days a deleted video is deleted for good. */
export function TrashDaysRow({ days }: { readonly days: Days }) {
  const { run, refusal } = useCall();
  return (
    <SettingsRow
      title={messages.trash.days}
      detail={messages.trash.daysDetail}
      controls={
        <SegmentedControl
          label={messages.trash.days}
          options={trashDaysChoices.map((choice) => ({ value: controlValue(choice), text: messages.trash.daysChoice(choice) }))}
          value={controlValue(days)}
          onChange={(value) =>
            run(() => call('settings.change', { trashDays: trashDaysChoices.find((choice) => controlValue(choice) === value) ?? null }))
          }
        />
      }
    >
      <RefusalBox error={refusal} />
    </SettingsRow>
  );
}
