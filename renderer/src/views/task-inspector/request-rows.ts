// All fields of a request as label and value, in the order of the form. Pure.
import type { GenerationRequest, JsonValue, Reference } from '../../../../shared/generation.ts';
import { formFor } from '../../../../shared/models/index.ts';
import { messages } from '../../messages.ts';

/** One row of the request section. */
interface RequestRow {
  readonly label: string;
  readonly value: string;
  /** True when the field was left to the service. The row is then dimmed. */
  readonly isLeftToService: boolean;
}

const requestRow = (label: string, value: string | null): RequestRow => ({
  label,
  value: value ?? messages.inspector.leftToService,
  isLeftToService: value === null,
});

const parameterText = (value: JsonValue): string => {
  if (typeof value === 'boolean') return value ? messages.inspector.on : messages.inspector.off;
  return typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : String(value);
};

/** The rows for a request. `names`: the references that are loaded; others are shown by their number. */
export function requestRows(request: GenerationRequest, references: ReadonlyMap<number, Reference>): readonly RequestRow[] {
  const model = formFor(request.model);
  const { durationSeconds, quality, aspectRatio, generateAudio } = request;
  const nameOf = (id: number): string => {
    const name = references.get(id)?.name ?? `#${id}`;
    return name === '' ? messages.composer.unnamed : name;
  };
  return [
    requestRow(messages.composer.model, model.name === request.model ? request.model : `${model.name} (${request.model})`),
    ...(model.duration.kind === 'none' && durationSeconds === null
      ? []
      : [requestRow(messages.composer.duration, durationSeconds === null ? null : messages.format.seconds(durationSeconds))]),
    ...(model.quality.kind === 'none' && quality === null
      ? []
      : [requestRow(messages.composer.quality, quality === null ? null : messages.choiceName(quality))]),
    ...(model.aspectRatio.kind === 'none' && aspectRatio === null
      ? []
      : [requestRow(messages.composer.ratio, aspectRatio === null ? null : messages.choiceName(aspectRatio))]),
    ...(model.audio.kind === 'none' && generateAudio === null
      ? []
      : [requestRow(messages.composer.audio, generateAudio === null ? null : parameterText(generateAudio))]),
    ...request.references.map(({ role, referenceId }) => requestRow(messages.composer.slotTitle(role, 1), nameOf(referenceId))),
    ...Object.entries(request.parameters).map(([path, value]) => requestRow(messages.fieldName(path), parameterText(value))),
  ];
}
