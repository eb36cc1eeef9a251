// The table and the sheets of the models: they show everything in the catalogue, and every fact names its source.
import { describe, expect, it } from 'vitest';
import { sheetOf } from '../../../../renderer/src/views/models/model-sheet-facts.ts';
import { cellOf, columnNames, orderAfterPress, sortModels } from '../../../../renderer/src/views/models/model-table-facts.ts';
import { formFor, models } from '../../../../shared/models/index.ts';

const factsOf = (id: string) => sheetOf(formFor(id)).flatMap(({ facts }) => facts);

describe('the sheet of a model', () => {
  it.each(models.map((model) => [model.id, model] as const))('%s: contains every fact in words, with its source', (_, model) => {
    const facts = sheetOf(model).flatMap((section) => section.facts);
    expect(new Set(facts.map(({ key }) => key)).size).toBe(facts.length);
    for (const { value } of facts) expect(value).toMatch(/\S/);
    const keys = facts.map(({ key }) => key);
    const expectedKeys = [
      ...['id', 'vendor', 'does', 'makes', 'stability', 'documentation', 'prompt', 'duration', 'quality', 'ratio', 'audio'],
      ...model.slots.map(({ role }) => role),
      ...model.extra.map(({ path }) => path),
      ...model.notes,
    ];
    expect(expectedKeys.filter((key) => !keys.includes(key))).toEqual([]);
    const ruleNames = [...model.rules, ...model.bounds].map(({ name }) => name);
    expect(ruleNames.filter((name) => !keys.some((key) => key.startsWith(`${name} `)))).toEqual([]);
    expect(facts.filter(({ key, source }) => source === null && !(model.notes as readonly string[]).includes(key))).toEqual([]);
  });

  it('distinguishes facts by their source', () => {
    const sources = (id: string) => Object.fromEntries(factsOf(id).map(({ key, source }) => [key, source]));
    expect(sources('seedance-1.5-pro')).toMatchObject({ duration: 'both', quality: 'documentation', does: 'both' });
    expect(sources('veo3')).toMatchObject({ duration: 'contract', quality: 'contract', does: 'contract' });
    expect(sources('veo3.1-pro')).toMatchObject({ audio: 'contract', ratio: 'documentation' });
  });

  it('describes limits and defaults in words', () => {
    const value = (id: string, key: string) => factsOf(id).find((fact) => fact.key === key)?.value;
    expect(value('seedance-1.5-pro', 'duration')).toBe('4–12 s · default 5 s');
    expect(value('seedance-1.5-pro', 'image')).toBe('jpeg, png, webp · up to 10 MB · sides 300–6,000 px · width / height 0.4–2.5');
    expect(value('veo-3.1-generate-preview', 'n')).toContain('whole number, 1–4 · default unknown: left to EvoLink');
    expect(value('kling-custom-element', 'model_params.reference_type')).toContain(
      'Images (image_refer), A video (video_refer) · required',
    );
    expect(value('sora-2', 'renamedTo')).toBe('sora-2-beta');
  });
});

describe('the table of all models', () => {
  it('has text in every cell', () => {
    for (const model of models) for (const column of columnNames) expect(cellOf(model, column)).toMatch(/\S/);
  });

  it('sorts by numbers, keeps every model, and reverses the order on a second click', () => {
    const byLength = sortModels(models, { column: 'duration', descending: true });
    expect(byLength[0]?.vendor).toBe('xAI');
    expect(byLength.map(({ id }) => id).toSorted()).toEqual(models.map(({ id }) => id).toSorted());
    expect(sortModels(models, { column: 'images', descending: true })[0]?.id).toMatch(/seedance-2\.0|kling-o3-image|wan2\.5-i2v/);
    expect(orderAfterPress({ column: 'name', descending: false }, 'duration')).toEqual({ column: 'duration', descending: true });
    expect(orderAfterPress({ column: 'duration', descending: true }, 'duration')).toEqual({ column: 'duration', descending: false });
  });
});
