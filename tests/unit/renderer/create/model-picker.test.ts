// The model picker: search, groups, badges and lengths.
import { describe, expect, it } from 'vitest';
import { badgeOf, findModels, groupModels, lengthText } from '../../../../renderer/src/views/create/model/model-summary.ts';
import { models } from '../../../../shared/models/index.ts';

describe('the model picker', () => {
  it('searches by name, vendor, id and supported inputs', () => {
    expect(findModels('').length).toBe(models.length);
    expect(findModels('hailuo 02').map(({ id }) => id)).toEqual(['MiniMax-Hailuo-02']);
    expect(findModels('kuaishou edit').every(({ vendor }) => vendor === 'Kuaishou')).toBe(true);
    expect(findModels('no such thing')).toEqual([]);
  });

  it('shows favourites first and every model exactly once', () => {
    const groups = groupModels(findModels(''), ['veo3']);
    expect(groups[0]).toMatchObject({ title: 'Favourites', models: [{ id: 'veo3' }] });
    expect(groups.flatMap((group) => group.models.map(({ id }) => id)).sort()).toEqual(models.map(({ id }) => id).sort());
  });

  it('ranks stable and beta models above withdrawn and undocumented ones', () => {
    const badges = new Set(models.map((model) => `${model.documentation === 'current'} ${badgeOf(model)}`));
    expect([...badges].filter((badge) => badge.startsWith('true')).sort()).toEqual(['true beta', 'true stable']);
    expect([...badges].some((badge) => badge === 'false stable' || badge === 'false beta')).toBe(false);
  });

  it('shows lengths as ranges or lists', () => {
    expect([
      lengthText({ kind: 'range', minSeconds: 4, maxSeconds: 12, defaultSeconds: 5, source: 'both' }),
      lengthText({ kind: 'list', seconds: [6, 10], defaultSeconds: 6, source: 'both' }),
      lengthText({ kind: 'none' }),
    ]).toEqual(['4–12 s', '6, 10 s', 'length by EvoLink']);
  });
});
