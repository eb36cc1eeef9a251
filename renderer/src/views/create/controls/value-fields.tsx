// Duration, quality, aspect ratio and sound, as the catalogue describes them for the model. Fields that the model does not accept are
// hidden.
import type { GenerationRequest } from '../../../../../shared/generation.ts';
import { currentChoices, type Issue, type Model } from '../../../../../shared/models/index.ts';
import { SegmentedControl } from '../../../components/segmented-control.tsx';
import { Switch } from '../../../components/switch.tsx';
import { messages } from '../../../messages.ts';
import { changeField } from '../edit-request.ts';
import { AspectRatioPicker } from './aspect-ratio-picker.tsx';
import { Field, IssueLines, issuesOf } from './form-field.tsx';

interface ValueProps {
  readonly request: GenerationRequest;
  readonly model: Model;
  readonly issues: readonly Issue[];
}

/** "Automatic": the field is not sent. */
const unset = '';
const automaticSegment = () => ({ value: unset, text: messages.composer.automatic });
/** One choice. A choice that conflicts with other fields is still offered, with a hint that choosing it changes them. */
const segment = (value: string, text: string, fits: boolean) =>
  fits ? { value, text } : { value, text, title: messages.composer.changesOtherFields };

type Choices = ReturnType<typeof currentChoices>;

/**
 * The four common fields of the composer. Choices that conflict with other fields can be chosen; `change` then adjusts the other fields.
 */
export function ValueFields(props: ValueProps) {
  const fitting = currentChoices(props.request);
  return (
    <>
      <DurationField {...props} fitting={fitting} />
      <QualityField {...props} fitting={fitting} />
      <RatioField {...props} fitting={fitting} />
      <AudioField {...props} />
    </>
  );
}

/** Adds the current value if the form does not offer it, e.g. after "Use again" of an older request, so that it is visible. */
const withCurrent = <T,>(values: readonly T[], value: T | null): readonly T[] =>
  value === null || values.includes(value) ? values : [...values, value];

function DurationField({ request, model: { duration }, issues, fitting }: ValueProps & { readonly fitting: Choices }) {
  const { durationSeconds } = request;
  const ownIssues = issuesOf(issues, 'durationSeconds');
  if (duration.kind === 'none' && durationSeconds === null) return null;
  const setValue = (seconds: number | null): void => changeField({ durationSeconds: seconds }, 'durationSeconds');
  const label = messages.composer.duration;
  if (duration.kind === 'range') return <DurationSlider {...{ duration, value: durationSeconds, setValue, issues: ownIssues }} />;
  const seconds = withCurrent(duration.kind === 'list' ? duration.seconds : [], durationSeconds);
  const options = seconds.map((value) => segment(String(value), messages.format.seconds(value), fitting.seconds.includes(value)));
  const automatic = duration.kind === 'none' || duration.defaultSeconds === null ? [automaticSegment()] : [];
  return (
    <Field id="durationSeconds" label={label} issues={ownIssues}>
      <SegmentedControl
        className="flex-wrap"
        label={label}
        options={[...automatic, ...options]}
        value={durationSeconds === null ? unset : String(durationSeconds)}
        onChange={(value) => setValue(value === unset ? null : Number(value))}
      />
    </Field>
  );
}

interface SliderProps {
  readonly duration: Extract<Model['duration'], { kind: 'range' }>;
  readonly value: number | null;
  readonly setValue: (seconds: number | null) => void;
  readonly issues: readonly Issue[];
}

function DurationSlider({ duration: { minSeconds, maxSeconds, defaultSeconds }, value, setValue, issues }: SliderProps) {
  const shownSeconds = value ?? defaultSeconds ?? Math.round((minSeconds + maxSeconds) / 2);
  const share = (Math.min(maxSeconds, Math.max(minSeconds, shownSeconds)) - minSeconds) / Math.max(1, maxSeconds - minSeconds);
  const { duration, durationAuto, automatic } = messages.composer;
  return (
    <Field
      id="durationSeconds"
      label={duration}
      remark={
        <span className="inline-flex items-baseline gap-2">
          {value === null ? durationAuto : messages.format.seconds(value)}
          {defaultSeconds === null && value !== null && (
            <button type="button" className="text-accent hover:underline" onClick={() => setValue(null)}>
              {automatic}
            </button>
          )}
        </span>
      }
      issues={issues}
    >
      <input
        type="range"
        className={`slider ${value === null ? 'opacity-60' : ''}`}
        aria-label={duration}
        aria-valuetext={value === null ? durationAuto : messages.format.seconds(value)}
        min={minSeconds}
        max={maxSeconds}
        step={1}
        value={shownSeconds}
        onChange={(event) => setValue(Number(event.target.value))}
        style={{ '--share': share } as React.CSSProperties}
      />
      <div aria-hidden className="-mt-0.5 flex justify-between text-sm leading-4 text-faint">
        <span>{minSeconds}</span>
        <span>{maxSeconds}</span>
      </div>
    </Field>
  );
}

function QualityField({ request: { quality: value }, model: { quality }, issues, fitting }: ValueProps & { readonly fitting: Choices }) {
  const ownIssues = issuesOf(issues, 'quality');
  if (quality.kind === 'none' && value === null) return null;
  const values = withCurrent(quality.kind === 'list' ? quality.values : [], value);
  const automatic = quality.kind === 'none' || quality.default === null ? [automaticSegment()] : [];
  return (
    <Field id="quality" label={messages.composer.quality} issues={ownIssues}>
      <SegmentedControl
        className="flex-wrap"
        label={messages.composer.quality}
        options={[...automatic, ...values.map((name) => segment(name, messages.choiceName(name), fitting.qualities.includes(name)))]}
        value={value ?? unset}
        onChange={(name) => changeField({ quality: name === unset ? null : name }, 'quality')}
      />
    </Field>
  );
}

function RatioField({
  request: { aspectRatio: value },
  model: { aspectRatio },
  issues,
  fitting,
}: ValueProps & { readonly fitting: Choices }) {
  const ownIssues = issuesOf(issues, 'aspectRatio');
  if (aspectRatio.kind === 'none' && value === null) return null;
  const values = withCurrent(aspectRatio.kind === 'list' ? aspectRatio.values : [], value);
  const automatic =
    aspectRatio.kind === 'none' || aspectRatio.default === null
      ? // Not "auto", which is the name of a ratio that is sent.
        [{ value: null, label: messages.composer.unset, name: messages.composer.unset }]
      : [];
  const options = values.map((name) => ({
    value: name,
    label: <span className={name.length > 6 ? 'text-[8.5px]' : ''}>{messages.choiceName(name)}</span>,
    name: messages.choiceName(name),
    changesOtherFields: !fitting.aspectRatios.includes(name),
  }));
  return (
    <Field id="aspectRatio" label={messages.composer.ratio} issues={ownIssues}>
      <AspectRatioPicker
        name="ratio"
        label={messages.composer.ratio}
        options={[...automatic, ...options]}
        value={value}
        onChange={(name) => changeField({ aspectRatio: name }, 'aspectRatio')}
      />
    </Field>
  );
}

function AudioField({ request: { generateAudio: value }, model: { audio }, issues }: ValueProps) {
  const ownIssues = issuesOf(issues, 'generateAudio');
  if (audio.kind === 'none') return <IssueLines issues={ownIssues} />;
  const label = messages.composer.audio;
  const setValue = (on: boolean | null): void => changeField({ generateAudio: on }, 'generateAudio');
  // If the default of the service is unknown, "automatic" must be a separate choice.
  if (audio.default === null) {
    return (
      <Field id="generateAudio" label={label} issues={ownIssues}>
        <SegmentedControl
          label={label}
          options={[automaticSegment(), segment('on', messages.composer.on, true), segment('off', messages.composer.off, true)]}
          value={value === null ? unset : value ? 'on' : 'off'}
          onChange={(name) => setValue(name === unset ? null : name === 'on')}
        />
      </Field>
    );
  }
  return (
    <div data-field="generateAudio">
      <div className="flex items-center text-sm">
        <span className="mr-auto font-semibold">{label}</span>
        <Switch label={label} isOn={value ?? audio.default} onChange={setValue} />
      </div>
      <IssueLines issues={ownIssues} />
    </div>
  );
}
