// Every documented field of a task or an upload is listed, checked against lists copied from the parameter reference and the
// public pages; missing fields are shown as missing, and undocumented ones are shown too.
import { expect, test } from 'vitest';
import { replyFields } from '../../../../renderer/src/views/settings/service-files/reply-fields.ts';
import { responseFields } from '../../../../renderer/src/views/task-inspector/response-fields.ts';
import { text } from '../../../../shared/text/index.ts';

/** The section "Response Fields" of `check_task` in the parameter reference. */
const referenceFields = [
  'id',
  'model',
  'status',
  'progress',
  'results[]',
  'result_data[].video_url',
  'task_info.estimated_time',
  'task_info.can_cancel',
  'usage.credits_reserved',
  'error.code',
  'error.message',
];
/** Fields that only the public pages or a recorded response have. */
const publicPageFields = [
  'object',
  'created',
  'type',
  'duration',
  'task_info.video_duration',
  'usage.billing_rule',
  'usage.user_group',
  'usage.credits_used',
  'usage.cost.credits',
  'usage.cost.usd',
  'usage.cost.cny',
  'result_data[].url',
  'result_data.element_id',
  'result_data.character_name',
  'result_data.profile_picture_url',
  'error.type',
  'error.suggestion',
];
/** The fields of the response to `upload_file`. */
const uploadReply = [
  'file_id',
  'file_name',
  'original_name',
  'file_size',
  'mime_type',
  'upload_path',
  'file_url',
  'download_url',
  'upload_time',
  'expires_at',
];

const response = (atMs: number, body: unknown) => ({ atMs, body: typeof body === 'string' ? body : JSON.stringify(body) });
const valuesOf = (fields: ReturnType<typeof responseFields>) =>
  Object.fromEntries(fields.filter(({ values }) => values.length > 0).map(({ path, values }) => [path, values]));

test('every documented field is listed, with a name in each language, even before the first response', () => {
  const fields = responseFields([]);
  expect(fields.map(({ path }) => path).sort()).toEqual([...referenceFields, ...publicPageFields].sort());
  expect(fields.every(({ values, reportedAtMs, isUnknown }) => values.length === 0 && reportedAtMs === null && !isUnknown)).toBe(true);
  for (const language of ['en', 'zh'] as const) {
    const { fieldNames } = text(language).inspector;
    expect(Object.keys(fieldNames).sort()).toEqual([...referenceFields, ...publicPageFields].sort());
  }
});

test('a field of a completed task has the value of the last response that contains it', () => {
  const fields = responseFields([
    response(1, { id: 'task-unified-1', status: 'pending', progress: 0, usage: { credits_reserved: 15, user_group: 'default' } }),
    response(2, {
      created: 1788194967,
      duration: 206,
      id: 'task-unified-1',
      object: 'video.generation.task',
      progress: 100,
      result_data: [{ url: 'https://a/1.mp4' }],
      results: ['https://a/1.mp4', 'https://a/2.mp4'],
      status: 'completed',
      task_info: { can_cancel: false },
      usage: { cost: { credits: 13.5, usd: 0.199, cny: 1.35 }, credits_used: 13.5 },
    }),
  ]);
  expect(valuesOf(fields)).toMatchObject({
    status: ['completed'],
    progress: ['100'],
    duration: ['206'],
    'results[]': ['https://a/1.mp4', 'https://a/2.mp4'],
    'result_data[].url': ['https://a/1.mp4'],
    'task_info.can_cancel': ['false'],
    'usage.cost.usd': ['0.199'],
    'usage.credits_reserved': ['15'],
  });
  const reportedAt = Object.fromEntries(fields.map(({ path, reportedAtMs }) => [path, reportedAtMs]));
  expect([reportedAt.status, reportedAt['usage.credits_reserved'], reportedAt['error.code']]).toEqual([2, 1, null]);
});

test('an undocumented field is shown by its own name, and a response that is not a task is skipped', () => {
  const fields = responseFields([
    response(1, '<html>Sign in</html>'),
    response(2, {
      data: { id: 'task-unified-1', status: 'failed', billing: { refund_status: 'done' }, error: { code: 'x', message: 'y' }, tags: [] },
    }),
  ]);
  expect(fields.filter(({ isUnknown }) => isUnknown).map(({ path, values }) => [path, values])).toEqual([
    ['billing.refund_status', ['done']],
    ['tags', ['[]']],
  ]);
  expect(valuesOf(fields)).toMatchObject({ 'error.code': ['x'], 'error.message': ['y'] });
});

test('every field of an upload’s response is listed, present or not, and so is an undocumented one', () => {
  for (const language of ['en', 'zh'] as const) {
    const { replyNames } = text(language).files;
    expect(Object.keys(replyNames)).toEqual(uploadReply);
    const fields = replyFields({ file_id: 'file_1', file_size: 2048, upload_path: null, checksum: 'abc' }, replyNames);
    expect(fields.map(({ path }) => path)).toEqual([...uploadReply, 'checksum']);
    expect(fields.filter(({ values }) => values.length > 0).map(({ path, values }) => [path, values[0]])).toEqual([
      ['file_id', 'file_1'],
      ['file_size', '2048'],
      ['checksum', 'abc'],
    ]);
  }
});
