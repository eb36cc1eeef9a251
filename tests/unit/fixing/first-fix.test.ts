import { expect, it } from 'vitest';
import { firstFix } from '../../../shared/fixing/index.ts';
import { requestWithFiles, withFile } from '../models/requests.ts';

const start = requestWithFiles('kling-v3-image-to-video', ['first-frame']);

it('the first fix of an elongated picture changes its shape', () => {
  const { request, files } = withFile(start, { width: 3000, height: 700 });
  expect(firstFix(request, files)).toEqual({ fix: 'shape', referenceIds: [1] });
});

it('the first fix of a picture that is too small enlarges it', () => {
  const { request, files } = withFile(start, { width: 200, height: 200 });
  expect(firstFix(request, files)).toEqual({ fix: 'larger', referenceIds: [1] });
});

it('there is no fix if every picture is valid or there is no picture', () => {
  expect(firstFix(start.request, start.files)).toBeNull();
  const empty = requestWithFiles('kling-v3-image-to-video', []);
  expect(firstFix(empty.request, empty.files)).toBeNull();
});
