import { describe, expect, it } from 'vitest';
import { checkRequest, type IssueCode, models } from '../../../shared/models/index.ts';
import { issueText, ruleText } from '../../../shared/text/en/issues.ts';
import { modelNotes } from '../../../shared/text/en/model-notes.ts';
import { requestWithFiles, withFile } from './requests.ts';

const sentence = (
  roles: Parameters<typeof requestWithFiles>[1],
  model: string,
  change: Parameters<typeof requestWithFiles>[2] = {},
  file: Parameters<typeof withFile>[1] = {},
): readonly string[] => {
  const { request, files } = withFile(requestWithFiles(model, roles, change), file);
  return checkRequest(request, files).map((issue) => issueText[issue.code as IssueCode](issue.values));
};

describe('the sentences about a request', () => {
  it('contain the numbers and the next step', () => {
    expect([
      ...sentence([], 'seedance-1.5-pro', { prompt: '🦊'.repeat(5_001) }),
      ...sentence([], 'seedance-1.5-pro', { durationSeconds: 13 }),
      ...sentence([], 'sora-2-preview', { durationSeconds: 5 }),
      ...sentence([], 'veo3.1-pro', { quality: '1080p' }),
      ...sentence(['first-frame'], 'seedance-1.5-pro', {}, { bytes: 33_000_000 }),
      ...sentence(['first-frame'], 'seedance-1.5-pro', {}, { width: 200, height: 113 }),
      ...sentence([], 'MiniMax-Hailuo-2.3', { quality: '1080p', durationSeconds: 10 }),
      ...sentence([], 'wan2.5-image-to-video'),
      ...sentence(['source-video'], 'kling-o1-video-edit', {}, { durationSeconds: 12.25 }),
      ...sentence(['source-video'], 'kling-o3-video-edit', {}, { framesPerSecond: 15 }),
      ...sentence(['source-video'], 'kling-o3-video-edit', {}, { durationSeconds: null, framesPerSecond: null }),
    ]).toEqual([
      'The prompt has 5,001 characters, and at most 5,000 can be sent. Shorten it by 1.',
      'Seedance 1.5 Pro does not make videos of 13 seconds. Choose 4–12 seconds.',
      'Sora 2 Preview documents 4, 8, 12 seconds, not 5. Choose one of these, or send it anyway.',
      '1080p is not documented for Veo 3.1 Pro. Choose 720p, or send it anyway.',
      '“first-frame.jpeg” has 31.5 MB, and the documented limit for Seedance 1.5 Pro is 10 MB. Make it smaller, or choose another.',
      '“first-frame.jpeg” is 200 × 113 pixels. Both sides must be between 300 and 6,000 pixels. Resize it, or choose another.',
      'At 1080p this model makes 6-second videos only. Set the duration to 6 seconds, or choose a lower quality.',
      'Add a first frame; Wan 2.5 Image to Video needs one.',
      '“source-video.mp4” lasts 12.3 s; Kling O1 Video Edit charges as if it were between 3 and 10 seconds. Trim it, or send it anyway.',
      '“source-video.mp4” has 15 frames per second, and Kling O3 Video Edit takes between 24 and 60. Convert it, or choose another.',
      'The app cannot read the length and frame rate of “source-video.mp4”, and Kling O3 Video Edit has limits for that. Make sure that it fits, or send it anyway.',
    ]);
  });

  it('are complete even if a value is missing', () => {
    const values = { name: 'a.png', model: 'M', rule: 'images-total' };
    const sentences = [...Object.values(issueText), ...Object.values(ruleText)].map((write) => write(values));
    for (const text of sentences) expect(text).toMatch(/^[^\s].*[.…]$/);
  });

  it('exist for every rule and note of a model', () => {
    const rules = models.flatMap((model) => [...model.rules, ...model.bounds].map(({ name }) => name));
    expect(rules.filter((name) => !(name in ruleText))).toEqual([]);
    expect(models.flatMap(({ notes }) => notes).filter((note) => !(note in modelNotes))).toEqual([]);
  });
});
