// The sheet of one model: every fact of the catalogue as text, with its source. Pure.
import type { DurationChoice, ExtraField, FactSource, FileLimits, Model, NamedChoice } from '../../../../shared/models/index.ts';
import { messages } from '../../messages.ts';
import { lengthText } from '../create/model/model-summary.ts';

/** One line of a sheet. `key` identifies it within its section. */
export interface SheetFact {
  readonly key: string;
  /** The label of the fact; null if the value is a full sentence. */
  readonly name: string | null;
  /** The name on the wire or in the documentation, shown beside the name. */
  readonly code?: string;
  readonly value: string;
  /** null for a remark of the studio, which has no source. */
  readonly source: FactSource | null;
}

/** A heading with its facts; never empty. */
interface SheetSection {
  readonly title: string;
  readonly facts: readonly SheetFact[];
}

const joinParts = (...parts: readonly (string | null | undefined)[]): string => parts.filter((part) => part).join(' · ');
const text = () => messages.modelBrowser;

const identity = (model: Model): readonly SheetFact[] => {
  const { facts, kinds, makes, stability, documentation } = text();
  const does = messages.format.items(model.kinds.map((kind) => kinds[kind]));
  return [
    { key: 'id', name: facts.id, value: model.id, source: 'contract' },
    { key: 'vendor', name: facts.vendor, value: model.vendor, source: 'contract' },
    { key: 'does', name: facts.does, value: does, source: model.sources.kinds },
    {
      key: 'makes',
      name: facts.makes,
      value: makes[model.output],
      source: model.output === 'video' ? model.sources.kinds : 'documentation',
    },
    { key: 'stability', name: facts.stability, value: stability[model.stability], source: 'contract' },
    { key: 'documentation', name: facts.documentation, value: documentation[model.documentation], source: 'documentation' },
    ...(model.renamedTo === null
      ? []
      : [{ key: 'renamedTo', name: facts.renamedTo, value: model.renamedTo, source: 'documentation' } as const]),
  ];
};

const promptOf = ({ prompt, sources }: Model): SheetFact => {
  const { facts, promptNone, promptOptional, promptRequired, promptSometimes, promptMax, noLimit } = text();
  const requirement = !prompt.required ? promptOptional : (prompt.optionalWhen?.length ?? 0) > 0 ? promptSometimes : promptRequired;
  const value = prompt.none ? promptNone : joinParts(requirement, prompt.max === null ? noLimit : promptMax(prompt.max, prompt.unit));
  return { key: 'prompt', name: facts.prompt, value, source: sources.prompt };
};

const defaultText = (defaultValue: string | null): string =>
  defaultValue === null ? text().defaultUnknown : text().defaultValue(defaultValue);

const durationOf = (duration: DurationChoice): SheetFact => {
  const name = text().facts.duration;
  // The documentation does not mention the field, so the model does not have it.
  if (duration.kind === 'none') return { key: 'duration', name, value: lengthText(duration), source: 'documentation' };
  const defaultValue = duration.defaultSeconds === null ? null : messages.format.seconds(duration.defaultSeconds);
  return { key: 'duration', name, value: joinParts(lengthText(duration), defaultText(defaultValue)), source: duration.source };
};

const choiceOf = (key: 'quality' | 'ratio', choice: NamedChoice): SheetFact => {
  const name = text().facts[key];
  if (choice.kind === 'none') return { key, name, value: text().noField, source: 'documentation' };
  const defaultValue = choice.default === null ? null : messages.choiceName(choice.default);
  return {
    key,
    name,
    value: joinParts(messages.format.items(choice.values.map(messages.choiceName)), defaultText(defaultValue)),
    source: choice.source,
  };
};

const audioOf = ({ audio }: Model): SheetFact => {
  const { facts, noField, audioField } = text();
  if (audio.kind === 'none') return { key: 'audio', name: facts.audio, value: noField, source: 'documentation' };
  const defaultValue = audio.default === null ? null : audio.default ? messages.composer.on : messages.composer.off;
  return { key: 'audio', name: facts.audio, value: joinParts(audioField(audio.field), defaultText(defaultValue)), source: audio.source };
};

const request = (model: Model): readonly SheetFact[] => [
  promptOf(model),
  durationOf(model.duration),
  choiceOf('quality', model.quality),
  choiceOf('ratio', model.aspectRatio),
  audioOf(model),
];

/** Returns the text for two limits; null if neither is given. */
const rangeText = (write: (min: number | null, max: number | null) => string, min?: number, max?: number): string | null =>
  min === undefined && max === undefined ? null : write(min ?? null, max ?? null);

/** The limits for files of one kind, in one line. */
function limitsText(limits: FileLimits): string {
  const texts = text().limits;
  return joinParts(
    limits.formats.length === 0 ? texts.anyFormat : messages.format.items(limits.formats),
    texts.size(limits.maxMegabytes),
    rangeText(texts.edges, limits.minEdgePixels, limits.maxEdgePixels),
    rangeText(texts.width, limits.minWidthPixels, limits.maxWidthPixels),
    rangeText(texts.pixels, limits.minPixels, limits.maxPixels),
    rangeText(texts.shape, limits.minAspect, limits.maxAspect),
    rangeText(texts.length, limits.minSeconds, limits.maxSeconds),
    limits.outsideSeconds === 'billed' ? texts.billed : null,
    rangeText(texts.total, limits.minTotalSeconds, limits.maxTotalSeconds),
    limits.noAlpha ? texts.noAlpha : null,
    limits.ratio === undefined ? null : texts[limits.ratio],
  );
}

const files = (model: Model): readonly SheetFact[] => {
  const { facts, counts } = text();
  const slots = model.slots.map(
    ({ role, min, max, field }): SheetFact => ({
      key: role,
      name: messages.composer.slotTitle(role, max),
      code: field,
      value: counts({ min, max }),
      source: model.sources.slots,
    }),
  );
  const limits = (['image', 'video', 'sound'] as const).flatMap((kind): readonly SheetFact[] => {
    const fileLimits = kind === 'sound' ? model.audioFile : model[kind];
    return fileLimits === null ? [] : [{ key: kind, name: facts[kind], value: limitsText(fileLimits), source: fileLimits.source }];
  });
  return [...slots, ...limits];
};

const typeText = (field: ExtraField): string => {
  const { types } = text();
  switch (field.type) {
    case 'boolean':
      return types.boolean;
    case 'integer':
      return types.integer(field.min, field.max);
    case 'text':
      return types.text(field.maxCharacters);
    case 'choice':
      return types.choice(messages.format.items(field.values.map((value) => nameWithValue(value))));
    case 'task':
      return types.task;
    case 'span':
      return types.span(field.maxSpanSeconds);
    case 'object':
      return types.object;
    case 'shots':
      return types.shots(field.maxItems);
    case 'elements':
      return types.elements(field.maxItems);
  }
};

/** "Images (image_refer)": the name and, if it differs, the value on the wire. */
const nameWithValue = (value: string): string => {
  const name = messages.choiceName(value);
  return name === value ? value : name + messages.format.aside(value);
};

const defaultOf = (field: ExtraField): string => {
  if (field.type === 'choice' && (field.byKind !== undefined || field.implied !== undefined)) return text().follows;
  if (field.default === null) return text().defaultUnknown;
  if (typeof field.default === 'boolean') return text().defaultValue(field.default ? messages.composer.on : messages.composer.off);
  return text().defaultValue(messages.choiceName(String(field.default)));
};

const parameters = ({ extra }: Model): readonly SheetFact[] =>
  extra.map((field) => ({
    key: field.path,
    name: messages.fieldName(field.path),
    code: field.path,
    value: joinParts(typeText(field), field.required ? text().required : null, defaultOf(field), messages.controls.hints[field.path]),
    source: field.source,
  }));

const rules = (model: Model): readonly SheetFact[] => {
  const all = [
    ...model.rules.map(({ name, level, source }) => ({ name, level, source })),
    ...model.bounds.map(({ name, source }) => ({ name, level: 'block' as const, source })),
  ];
  const factsByKey = new Map<string, SheetFact>();
  for (const { name, level, source } of all) {
    const key = `${name} ${level}`;
    const sentence = messages.issueText.combination({ rule: name, model: model.name });
    const levelNote = level === 'advice' ? messages.format.aside(text().advice) : '';
    if (!factsByKey.has(key)) factsByKey.set(key, { key, name: null, value: sentence + levelNote, source });
  }
  return [...factsByKey.values()];
};

const notes = (model: Model): readonly SheetFact[] =>
  model.notes.map((note) => ({ key: note, name: null, value: messages.modelNotes[note], source: null }));

/** Builds the sheet of a model in the current language. Sections without facts are left out. */
export function sheetOf(model: Model): readonly SheetSection[] {
  const { sections } = text();
  return [
    { title: sections.identity, facts: identity(model) },
    { title: sections.request, facts: request(model) },
    { title: sections.files, facts: files(model) },
    { title: sections.parameters, facts: parameters(model) },
    { title: sections.rules, facts: rules(model) },
    { title: sections.notes, facts: notes(model) },
  ].filter(({ facts }) => facts.length > 0);
}
