// Small decisions of the window about cropping, padding and converting pictures.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { derivedName, originalOf } from '../../../../renderer/src/views/create/fixing/apply-fix.ts';
import { positionAfterKey } from '../../../../renderer/src/views/create/fixing/crop-geometry.ts';
import { uniquePictureIssues } from '../../../../renderer/src/views/create/references/unique-picture-issues.ts';
import { checkRequest } from '../../../../shared/models/index.ts';
import { fileFor, requestWithFiles } from '../../models/requests.ts';

describe('the crop frame', () => {
  it('moves with the arrow keys, in larger steps with Shift, and stays inside', () => {
    const middle = { x: 0.5, y: 0.5 };
    expect(positionAfterKey('ArrowRight', false, middle)).toEqual({ x: 0.52, y: 0.5 });
    expect(positionAfterKey('ArrowUp', true, middle)).toEqual({ x: 0.5, y: 0.4 });
    expect(positionAfterKey('ArrowLeft', true, { x: 0.04, y: 0.5 })).toEqual({ x: 0, y: 0.5 });
    expect(positionAfterKey('End', false, middle)).toEqual({ x: 1, y: 1 });
    expect(positionAfterKey('a', false, middle)).toBeNull();
  });
});

describe('a derived picture', () => {
  it('is named after its original, the operation, and the ratio if there is one', () => {
    expect(derivedName('fox.png', 'crop', '16:9', 'jpeg')).toBe('fox – 16:9 crop.jpg');
    expect(derivedName('fox.tar.tiff', 'convert', '16:9', 'png')).toBe('fox.tar – converted.png');
    expect(derivedName('', 'pad', null, 'png')).toBe('pasted image – padded.png');
  });
});

describe('a second crop', () => {
  const original = fileFor(1, 'first-frame');
  const crop = fileFor(2, 'first-frame', { derivedFrom: { referenceId: 1, how: 'crop' } });
  const filled = fileFor(3, 'first-frame', { derivedFrom: { referenceId: 2, how: 'fill' } });
  const converted = fileFor(4, 'first-frame', { derivedFrom: { referenceId: 1, how: 'convert' } });
  const known = [original, crop];
  beforeEach(() => {
    const call = async (_: string, { ids }: { ids: number[] }) => ({
      ok: true,
      value: { references: known.filter(({ id }) => ids.includes(id)) },
    });
    vi.stubGlobal('window', { studio: { call } });
  });

  it('starts from the original picture, not from the first crop', async () => {
    expect(await originalOf(filled)).toBe(original);
  });

  it('starts from the converted picture if the original has another type', async () => {
    expect(await originalOf(converted)).toBe(converted);
  });

  it('starts from the current picture if its original is unknown', async () => {
    const orphan = fileFor(5, 'first-frame', { derivedFrom: { referenceId: 99, how: 'crop' } });
    expect(await originalOf(orphan)).toBe(orphan);
  });
});

describe('the issues of pictures', () => {
  it('appear once per picture, and once if one crop solves both', () => {
    const { request, files } = requestWithFiles('seedance-1.5-pro', ['first-frame', 'last-frame'], { aspectRatio: '16:9' });
    const shaped = new Map(files);
    const [one, two] = [files.get(1), files.get(2)];
    if (one === undefined || two === undefined) throw new Error('two pictures were given');
    shaped.set(1, { ...one, width: 1400, height: 500 }).set(2, { ...two, width: 1100, height: 500 });
    const issues = uniquePictureIssues(checkRequest(request, shaped)).map(({ code, values }) => [code, values.referenceId]);
    expect(issues).toEqual([
      ['reference-aspect', 1],
      ['combination', 2],
    ]);
  });
});
