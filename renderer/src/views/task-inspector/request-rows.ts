// All fields of a request as label and value, in the order of the form. Pure.
import type { GenerationRequest, JsonValue, Reference } from '../../../../shared/generation.ts';
import { formFor } from '../../../../shared/models/index.ts';
import { messages } from '../../messages.ts';

/** One line of the request section. */
interface Fact {
  readonly label: string;
  readonly value: string;
  /** The field was left to the service, so the line is dimmed. */
  readonly quiet: boolean;
}

const fact = (label: string, value: string | null): Fact => ({
  label,
  value: value ?? messages.inspector.leftToService,
  quiet: value === null,
});

const parameterText = (value: JsonValue): string => {
  if (typeof value === 'boolean') return value ? messages.inspector.on : messages.inspector.off;
  return typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : String(value);
};

/** The lines for a request. `names`: the references that are loaded; others are shown by their number. */
export function requestFacts(request: GenerationRequest, names: ReadonlyMap<number, Reference>): readonly Fact[] {
  const model = formFor(request.model);
  const { durationSeconds, quality, aspectRatio, generateAudio } = request;
  const nameOf = (id: number): string => {
    const name = names.get(id)?.name ?? `#${id}`;
    return name === '' ? messages.composer.unnamed : name;
  };
  return [
    fact(messages.composer.model, model.name === request.model ? request.model : `${model.name} (${request.model})`),
    ...(model.duration.kind === 'none' && durationSeconds === null
      ? []
      : [fact(messages.composer.duration, durationSeconds === null ? null : messages.format.seconds(durationSeconds))]),
    ...(model.quality.kind === 'none' && quality === null
      ? []
      : [fact(messages.composer.quality, quality === null ? null : messages.choiceName(quality))]),
    ...(model.aspectRatio.kind === 'none' && aspectRatio === null
      ? []
      : [fact(messages.composer.ratio, aspectRatio === null ? null : messages.choiceName(aspectRatio))]),
    ...(model.audio.kind === 'none' && generateAudio === null
      ? []
      : [fact(messages.composer.audio, generateAudio === null ? null : parameterText(generateAudio))]),
    ...request.references.map(({ role, referenceId }) => fact(messages.composer.slotTitle(role, 1), nameOf(referenceId))),
    ...Object.entries(request.parameters).map(([path, value]) => fact(messages.fieldName(path), parameterText(value))),
  ];
}
