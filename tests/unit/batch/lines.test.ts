import { describe, expect, it } from 'vitest';
import { reasonText } from '../../../renderer/src/views/batch/line-text.ts';
import {
  countByStatus,
  type EvaluatedLine,
  emptyMatrix,
  evaluateLines,
  type FileReading,
  linesToSend,
  markSent,
  matrixLines,
  matrixSize,
  parseRow,
  promptsIn,
  readCsv,
  rowLines,
  taskCount,
} from '../../../shared/batch/index.ts';
import type { Reference } from '../../../shared/generation.ts';
import { checkRequest, defaultRequest, models } from '../../../shared/models/index.ts';
import { fc } from '../../support/fast-check.ts';

const noReferences = new Map<number, Reference>();
const base = { ...defaultRequest('seedance-1.5-pro', 'a fox in the snow'), durationSeconds: 12, quality: '720p' };
const picture = (id: number, more: Partial<Reference> = {}): Reference => ({
  id,
  kind: 'image',
  mimeType: 'image/png',
  name: `${id}.png`,
  bytes: 1_000,
  width: 1280,
  height: 720,
  durationSeconds: null,
  framesPerSecond: null,
  source: null,
  derivedFrom: null,
  hasAlpha: false,
  normalizeReasons: [],
  decoded: true,
  sha256: 'a'.repeat(64),
  addedAtMs: 0,
  ...more,
});
const linesOf = (csv: string, files: ReadonlyMap<string, FileReading> = new Map(), references = noReferences) => {
  const reading = readCsv(csv);
  if (reading.kind !== 'rows') throw new Error(JSON.stringify(reading.problems));
  return rowLines(
    base,
    reading.rows.map((row) => parseRow(row, base.model)),
    files,
    references,
  );
};

describe('a matrix of values', () => {
  it('gives every combination, prompts first, each as often as requested', () => {
    const matrix = {
      ...emptyMatrix,
      prompts: promptsIn('a fox\r\n\n a tram '),
      seconds: [5, 8],
      qualities: ['480p', '720p'],
      variations: 3,
    };
    const lines = matrixLines(base, matrix, noReferences);
    expect(lines.map(({ request: r, count }) => [r.prompt, r.durationSeconds, r.quality, count])).toEqual([
      ['a fox', 5, '480p', 3],
      ['a fox', 5, '720p', 3],
      ['a fox', 8, '480p', 3],
      ['a fox', 8, '720p', 3],
      ['a tram', 5, '480p', 3],
      ['a tram', 5, '720p', 3],
      ['a tram', 8, '480p', 3],
      ['a tram', 8, '720p', 3],
    ]);
    expect([matrixSize(matrix), taskCount(lines)]).toEqual([24, 24]);
  });

  it('without any values gives the composer’s request once', () => {
    expect(matrixLines(base, emptyMatrix, noReferences)).toEqual([
      { lineNumber: 1, count: 1, request: base, changes: [], problems: [], unreadFileCount: 0 },
    ]);
  });

  it('with several models gives each model only the values it accepts, and reports every change', () => {
    const [seedance, sora] = matrixLines(base, { ...emptyMatrix, models: ['seedance-1.5-pro', 'sora-2-preview'] }, noReferences);
    expect(seedance).toMatchObject({ request: base, changes: [] });
    expect(sora?.request).toMatchObject({ model: 'sora-2-preview', prompt: base.prompt });
    expect(sora?.changes.map(({ field }) => field)).toEqual(['quality', 'generateAudio']);
  });

  it('never loses a line or changes a chosen value, for any models and values', () => {
    const anyMatrix = fc.record({
      models: fc.subarray(
        models.map(({ id }) => id),
        { maxLength: 4 },
      ),
      prompts: fc.array(fc.string({ minLength: 1 }), { maxLength: 2 }),
      seconds: fc.uniqueArray(fc.constantFrom(4, 5, 8, 10, 25), { maxLength: 2 }),
      qualities: fc.subarray(['480p', '720p', '1080p', '4k'], { maxLength: 2 }),
      aspectRatios: fc.subarray(['16:9', '9:16', '1:1', 'adaptive'], { maxLength: 2 }),
      audio: fc.subarray([true, false]),
      variations: fc.integer({ min: 1, max: 20 }),
    });
    fc.assert(
      fc.property(anyMatrix, (matrix) => {
        const lines = matrixLines(base, matrix, noReferences);
        expect(taskCount(lines)).toBe(matrixSize(matrix));
        for (const { request } of lines) {
          if (matrix.seconds.length > 0) expect(matrix.seconds).toContain(request.durationSeconds);
          if (matrix.qualities.length > 0) expect(matrix.qualities).toContain(request.quality);
          if (matrix.aspectRatios.length > 0) expect(matrix.aspectRatios).toContain(request.aspectRatio);
          if (matrix.audio.length > 0) expect(matrix.audio).toContain(request.generateAudio);
        }
        const counts = countByStatus(evaluateLines(lines, noReferences, new Map()));
        expect(counts.ready + counts.advised + counts.blocked + counts.reading + counts.sent).toBe(matrixSize(matrix));
      }),
      { numRuns: 60 },
    );
  });
});

describe('rows as lines', () => {
  it('take empty cells from the composer, adapted to their own model', () => {
    const [same, other] = linesOf('model,prompt,duration\n,a tram,\nsora-2-preview,,\n');
    expect(same).toMatchObject({ request: { ...base, prompt: 'a tram' }, changes: [] });
    expect(other?.request).toMatchObject({ model: 'sora-2-preview', prompt: base.prompt });
    expect(checkRequest(other?.request ?? base, noReferences).filter(({ level }) => level === 'block')).toEqual([]);
    expect(other?.changes.length).toBeGreaterThan(0);
  });

  it('are blocked one by one: an invalid row among 500 blocks only itself', () => {
    const rows = Array.from({ length: 500 }, (_, n) => (n === 35 ? 'a fox 35,long' : `a fox ${n},${4 + (n % 9)}`));
    const lines = evaluateLines(linesOf(`prompt,duration\n${rows.join('\n')}`), noReferences, new Map());
    expect(countByStatus(lines)).toEqual({ ready: 499, advised: 0, blocked: 1, reading: 0, sent: 0 });
    expect(lines.filter(({ status }) => status.kind === 'blocked')).toMatchObject([
      { lineNumber: 37, status: { problems: [{ kind: 'wrong-value', column: 'duration', found: 'long' }] } },
    ]);
    expect(linesToSend(lines, true).map(({ lineNumber }) => lineNumber)).toEqual(
      lines.map(({ lineNumber }) => lineNumber).filter((lineNumber) => lineNumber !== 37),
    );
  });

  it('are blocked by a rule of the model, and wait for "send anyway" if there is only advice', () => {
    const lines = evaluateLines(linesOf('prompt,duration,quality\na,25,\nb,3,\nc,5,720p\n'), noReferences, new Map());
    expect(lines.map(({ status }) => status.kind)).toEqual(['blocked', 'blocked', 'ready']);
    const doubtful = evaluateLines(linesOf('model,prompt\nsome-new-model,a\n,b\n'), noReferences, new Map());
    expect(doubtful.map(({ status }) => status.kind)).toEqual(['advised', 'ready']);
    expect([linesToSend(doubtful, false).length, linesToSend(doubtful, true).length]).toEqual([1, 2]);
  });

  it('with an unknown model report it and similar names, even if something else is wrong', () => {
    const csv = 'model,prompt,duration\nseedance-1.6-pro,a,30\nseedance-1.6-pro,b,long\nseedance-1.6-pro,c,5\nfilm-maker-9,d,30\n';
    const [outside, unread, fits, dissimilar] = evaluateLines(linesOf(csv), noReferences, new Map());
    const unknown = { code: 'model-unknown', values: { model: 'seedance-1.6-pro', near: expect.stringContaining('seedance-1.5-pro') } };
    expect(outside?.status).toMatchObject({ kind: 'blocked', issues: [unknown, { code: 'duration-outside' }] });
    expect(unread?.status).toMatchObject({ kind: 'blocked', problems: [{ kind: 'wrong-value', column: 'duration' }], issues: [unknown] });
    expect(fits?.status).toMatchObject({ kind: 'advised', advice: [unknown] });
    expect(dissimilar?.status).toMatchObject({ issues: [{ code: 'model-unknown', values: { model: 'film-maker-9', near: '' } }, {}] });
    const reason = reasonText(outside as EvaluatedLine);
    expect(reason).toContain('“seedance-1.6-pro”');
    expect(reason).toContain('Did you mean seedance-1.5-pro');
    // The text of a line that cannot be sent does not mention "Send anyway".
    expect(reason).not.toContain('anyway');
    expect(reasonText(fits as EvaluatedLine)).toContain('anyway');
    expect(reasonText(dissimilar as EvaluatedLine)).toMatch(/^The model “film-maker-9” is unknown\. \S/);
  });

  it('wait until their files are read, assign each file its role, and are blocked by an unreadable file', () => {
    const csv = 'prompt,first_frame,last_frame\na,/1.png,https://x.example/2.png\nb,/gone.png,\n';
    expect(evaluateLines(linesOf(csv), noReferences, new Map()).map(({ status }) => status.kind)).toEqual(['reading', 'reading']);
    const references = new Map([
      [1, picture(1)],
      [2, picture(2)],
    ]);
    const files = new Map<string, FileReading>([
      ['/1.png', { state: 'read', reference: picture(1) }],
      ['https://x.example/2.png', { state: 'read', reference: picture(2) }],
      ['/gone.png', { state: 'failed', error: { kind: 'reference-file-missing', name: 'gone.png' } }],
    ]);
    const [both, gone] = evaluateLines(linesOf(csv, files, references), references, new Map());
    expect(both?.request.references).toEqual([
      { role: 'first-frame', referenceId: 1 },
      { role: 'last-frame', referenceId: 2 },
    ]);
    expect(both?.status.kind).toBe('ready');
    expect(gone?.status).toMatchObject({ kind: 'blocked', problems: [{ kind: 'file', column: 'first_frame', place: '/gone.png' }] });
  });

  it('with an API field as heading fill that field if the model has it', () => {
    const references = new Map([1, 2].map((id) => [id, picture(id)]));
    const files = new Map<string, FileReading>([1, 2].map((id) => [`/${id}.png`, { state: 'read', reference: picture(id) }]));
    const rolesOf = (csv: string) =>
      evaluateLines(linesOf(csv, files, references), references, new Map()).map(({ request }) =>
        request.references.map(({ role }) => role),
      );
    const csv =
      'model,prompt,image_start,ref_image_url\nwan3.0-image-to-video,a,/1.png,\nkling-v3-image-to-video,a,/1.png,\nvideoretalk,a,,/2.png\n';
    expect(rolesOf(csv)).toEqual([['start-frame'], ['first-frame'], ['face-image']]);
    expect(rolesOf('model,prompt,image_start\nseedance-1.5-pro,a,/1.png\n')).toEqual([['first-frame']]);
  });

  it('are blocked by a column that only unknown models have', () => {
    const csv =
      'model,prompt,model_params\nkling-v2.6-motion-control,a,"{""keep_sound"":true}"\nseedance-1.5-pro,a,"{""keep_sound"":true}"\n';
    const [typedIn, known] = evaluateLines(linesOf(csv), noReferences, new Map());
    expect(typedIn?.request.parameters).toEqual({ model_params: { keep_sound: true } });
    expect(known?.status).toMatchObject({ kind: 'blocked', issues: [{ code: 'field-outside', field: 'model_params' }] });
  });

  it('with more pictures than the model takes are not ready, and no picture is dropped', () => {
    const references = new Map([1, 2, 3].map((id) => [id, picture(id)]));
    const files = new Map<string, FileReading>([1, 2, 3].map((id) => [`/${id}.png`, { state: 'read', reference: picture(id) }]));
    const [line] = evaluateLines(
      linesOf('model,prompt,image_urls\nkling-v3-image-to-video,a,/1.png /2.png /3.png\n', files, references),
      references,
      new Map(),
    );
    expect(line?.request.references).toHaveLength(3);
    expect(line?.status.kind).not.toBe('ready');
  });
});

describe('a sent line', () => {
  it('is not ready again when the file is loaded with other lines corrected', () => {
    const broken = linesOf('prompt,duration,count\na,5,2\nb,long,\nc,5,\n');
    const sent = markSent(new Map(), linesToSend(evaluateLines(broken, noReferences, new Map()), false));
    const corrected = evaluateLines(linesOf('prompt,duration,count\na,5,2\nb,5,\nc,5,\nc,5,\n'), noReferences, sent);
    expect(corrected.map(({ status }) => status.kind)).toEqual(['sent', 'ready', 'sent', 'ready']);
  });
});
