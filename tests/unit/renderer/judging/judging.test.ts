// The keys that judge videos, the common verdict of several videos, and the suggestions of the tag field.
import { describe, expect, it } from 'vitest';
import { freeName } from '../../../../renderer/src/views/judging/collections.ts';
import { type Verdict, verdictOfPress } from '../../../../renderer/src/views/judging/judge-keys.ts';
import { verdictOfSummary } from '../../../../renderer/src/views/judging/shown-verdict.ts';
import { suggestTags } from '../../../../renderer/src/views/judging/tag-suggestions.ts';

/** A key press as the browser reports it, with properties that are getters of the prototype. */
class Press {
  private readonly typed: string;
  private readonly place: string;
  private readonly held: readonly ('shift' | 'ctrl')[];
  constructor(typed: string, place: string, held: readonly ('shift' | 'ctrl')[] = []) {
    this.typed = typed;
    this.place = place;
    this.held = held;
  }
  get key() {
    return this.typed;
  }
  get code() {
    return this.place;
  }
  get shiftKey() {
    return this.held.includes('shift');
  }
  get ctrlKey() {
    return this.held.includes('ctrl');
  }
  get metaKey() {
    return false;
  }
  get altKey() {
    return false;
  }
}

const rate = (rating: number): Verdict => ({ kind: 'rate', rating });

describe('the keys that judge', () => {
  it.each([
    ['p', 'KeyP', { kind: 'flag', flag: 'pick' }],
    ['x', 'KeyX', { kind: 'flag', flag: 'reject' }],
    ['u', 'KeyU', { kind: 'flag', flag: null }],
    ['f', 'KeyF', { kind: 'favourite' }],
    ['0', 'Digit0', rate(0)],
    ['5', 'Digit5', rate(5)],
    ['3', 'Numpad3', rate(3)],
    // French keyboards type digits only with Shift. Keyboards of other scripts have other letters.
    ['&', 'Digit1', rate(1)],
    ['з', 'KeyP', { kind: 'flag', flag: 'pick' }],
  ] as const)('include %s, typed with %s', (key, code, verdict) => {
    expect(verdictOfPress(new Press(key, code), 'latin')).toEqual({ verdict, keepsSelection: false });
  });

  it('keep the selection with Shift, and include no shortcuts and no other keys', () => {
    expect(verdictOfPress(new Press('P', 'KeyP', ['shift']), 'latin')).toEqual({
      verdict: { kind: 'flag', flag: 'pick' },
      keepsSelection: true,
    });
    expect(verdictOfPress(new Press('%', 'Digit5', ['shift']), 'latin')).toEqual({ verdict: rate(5), keepsSelection: true });
    expect(verdictOfPress(new Press('1', 'Digit1', ['ctrl']), 'latin')).toBeNull();
    expect(verdictOfPress(new Press('6', 'Digit6'), 'latin')).toBeNull();
    expect(verdictOfPress(new Press('a', 'KeyA'), 'latin')).toBeNull();
  });
});

describe('the verdict of several videos', () => {
  const summary = {
    videoCount: 2,
    ratingCounts: [0, 0, 0, 2, 0, 0],
    pickCount: 2,
    rejectCount: 0,
    favouriteCount: 2,
    tags: [],
    collections: [],
  };

  it('is their common value, or mixed', () => {
    expect(verdictOfSummary(summary)).toEqual({ rating: 3, flag: 'pick', isFavourite: true });
    expect(verdictOfSummary({ ...summary, pickCount: 0, favouriteCount: 0 })).toEqual({ rating: 3, flag: null, isFavourite: false });
    const mixed = { rating: 'mixed', flag: 'mixed', isFavourite: 'mixed' };
    expect(verdictOfSummary({ ...summary, ratingCounts: [1, 0, 0, 1, 0, 0], pickCount: 1, favouriteCount: 1 })).toEqual(mixed);
  });

  it('is mixed until main has counted the videos', () => {
    expect(verdictOfSummary(null)).toEqual({ rating: 'mixed', flag: 'mixed', isFavourite: 'mixed' });
  });
});

describe('the suggestions of the tag field', () => {
  const tags = ['Night', 'midnight', 'water', 'Nightly'].map((name, id) => ({ id, name, videoCount: 1, lastUsedAtMs: 9 - id }));
  const names = (typed: string, present: readonly string[] = []) =>
    suggestTags(tags, typed, present).map(({ kind, name }) => (kind === 'new' ? `+${name}` : name));

  it('are the most recent tags while nothing is typed', () => {
    expect(names('')).toEqual(['Night', 'midnight', 'water', 'Nightly']);
  });

  it('are tags that begin with the typed text, then tags that contain it, then a new tag', () => {
    expect(names('nigh')).toEqual(['Night', 'Nightly', 'midnight', '+nigh']);
    expect(names('NIGHT')).toEqual(['Night', 'Nightly', 'midnight']);
    expect(names('night', ['night'])).toEqual(['Nightly', 'midnight']);
  });
});

describe('the suggested name of a new collection', () => {
  it('differs from every existing name, ignoring upper and lower case', () => {
    expect(freeName('New collection', [])).toBe('New collection');
    expect(freeName('New collection', ['new COLLECTION', 'New collection 2'])).toBe('New collection 3');
  });
});
