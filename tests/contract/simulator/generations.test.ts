import { describe, expect, test } from 'vitest';
import { startSimulatedService, uploadPng } from './simulated-service.ts';
import { createTinyClips } from './tiny-clip.ts';

describe('a generation', () => {
  test('is accepted as pending, with an id, an estimate and a reservation', async () => {
    const service = await startSimulatedService({ settings: { progressMs: 6_000 } });
    const { status, body } = await service.submit({ model: 'seedance-1.5-pro', prompt: 'a cat', duration: 8 });
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        created: expect.any(Number),
        id: expect.stringMatching(/^task-unified-\d{10}-[a-z0-9]{8}$/),
        model: 'seedance-1.5-pro',
        object: 'video.generation.task',
        progress: 0,
        status: 'pending',
        type: 'video',
        task_info: { can_cancel: true, estimated_time: 6, video_duration: 8 },
        usage: { billing_rule: 'per_second', credits_reserved: 18, user_group: 'default' },
      },
    });
  });

  test('moves from pending through processing to completed as time passes', async () => {
    const service = await startSimulatedService({ settings: { progressMs: 60_000 } });
    const { body: task } = await service.submit({ model: 'sora-2-preview', prompt: 'a cat' });
    const updates: unknown[] = [];
    for (const advanceMs of [0, 15_000, 42_000, 30_000]) {
      service.simulator.control.advance(advanceMs);
      const { body } = await service.call('GET', `/v1/tasks/${task.id}`);
      updates.push([body.status, body.progress, body.task_info.can_cancel, body.task_info.estimated_time]);
    }
    expect(updates).toEqual([
      ['pending', 0, true, 60],
      ['processing', 25, false, 45],
      ['processing', 95, false, 3],
      ['completed', 100, false, undefined],
    ]);
  });

  test('can be extended repeatedly, but only if its model allows it', async () => {
    const service = await startSimulatedService();
    const extend = (id: string) => ({ model: 'veo3.1-fast-extend', prompt: 'on', base_video_task_id: id });
    const first = await service.generate({ model: 'veo3.1-fast' });
    const longer = await service.generate(extend(first.id));
    const longest = await service.generate(extend(longer.id));
    expect([first.status, longer.status, longest.status]).toEqual(['completed', 'completed', 'completed']);
    const other = await service.generate({ model: 'seedance-1.5-pro' });
    expect((await service.submit(extend(other.id))).body.error.param).toBe('base_video_task_id');
  });

  test('ends with result links, its cost and its duration', async () => {
    const service = await startSimulatedService();
    const task = await service.generate();
    const link = expect.stringMatching(new RegExp(`^${service.files}/002[A-Z0-9]+/videos/\\d{4}/\\d\\d/\\d\\d/[0-9a-f]{64}\\.mp4$`));
    expect(task).toEqual({
      created: expect.any(Number),
      duration: expect.any(Number),
      id: expect.any(String),
      model: 'seedance-1.5-pro',
      object: 'video.generation.task',
      progress: 100,
      result_data: [{ url: link }],
      results: [link],
      status: 'completed',
      task_info: { can_cancel: false },
      type: 'video',
      usage: { cost: { credits: 10, usd: 0.1471, cny: 1 }, credits_used: 10 },
    });
  });

  test('is not completed before its clip exists', async () => {
    const service = await startSimulatedService({ clips: createTinyClips(150), settings: { progressMs: 0 } });
    const { body: task } = await service.submit({ model: 'seedance-1.5-pro', prompt: 'a cat' });
    const { body: unfinished } = await service.call('GET', `/v1/tasks/${task.id}`);
    expect([unfinished.status, unfinished.progress]).toEqual(['processing', 95]);
    expect((await service.waitForEnd(task.id)).status).toBe('completed');
  });

  test('fails with service_error when its clip cannot be drawn', async () => {
    const service = await startSimulatedService();
    const task = await service.generate({ prompt: 'unrenderable' });
    expect([task.status, task.error.code]).toEqual(['failed', 'service_error']);
  });

  test('fails when drawing its clip takes too long', async () => {
    const service = await startSimulatedService({ clips: createTinyClips(60_000), settings: { renderTimeoutMs: 50 } });
    expect((await service.generate()).error.code).toBe('service_error');
  });

  test('requests the clip that its body describes', async () => {
    const clips = createTinyClips();
    const service = await startSimulatedService({ clips });
    await service.generate({ prompt: 'wide', duration: 4, quality: '480p', generate_audio: false });
    await service.generate({
      model: 'kling-o3-text-to-video',
      prompt: 'tall',
      duration: 3,
      aspect_ratio: '9:16',
      quality: '4k',
      sound: 'on',
    });
    await service.generate({ model: 'veo-3.1-generate-preview', prompt: 'two', n: 2, seed: 7 });
    const requested = clips.requestedClips.map(({ width, height, durationSeconds, audio, prompt, seed }) => [
      prompt,
      width,
      height,
      durationSeconds,
      audio,
      seed,
    ]);
    expect(requested).toEqual([
      ['wide', 854, 480, 4, false, expect.any(Number)],
      ['tall', 2_160, 3_840, 3, true, expect.any(Number)],
      ['two', 1_280, 720, 4, true, 7],
      ['two', 1_280, 720, 4, true, 8],
    ]);
  });

  test('has the ratio of the given picture if the ratio is left to the service', async () => {
    const clips = createTinyClips();
    const service = await startSimulatedService({ clips });
    const { file_url } = await uploadPng(service, 600, 800);
    await service.generate({ aspect_ratio: 'adaptive', image_urls: [file_url] });
    expect(clips.requestedClips.map(({ width, height }) => [width, height])).toEqual([[720, 960]]);
  });

  test('has as many results as requested', async () => {
    const service = await startSimulatedService();
    const task = await service.generate({ model: 'veo-3.1-fast-generate-preview', n: 3 });
    expect(new Set(task.results).size).toBe(3);
  });

  test('of an element or a character has data instead of a video', async () => {
    const service = await startSimulatedService();
    const image = (await uploadPng(service, 640, 640)).file_url;
    const element = await service.generate({
      model: 'kling-custom-element',
      prompt: undefined,
      model_params: {
        element_name: 'Ann',
        element_description: 'a woman',
        reference_type: 'image_refer',
        element_image_list: { frontal_image: image, refer_images: [{ image_url: image }] },
      },
    });
    const character = await service.generate({ model: 'sora-character', prompt: undefined, video_url: 'https://example.com/a.mp4' });
    const picture = await service.call('GET', character.result_data.profile_picture_url);
    expect([element.result_data, character.result_data, picture.headers.get('content-type')]).toEqual([
      { element_id: expect.any(String) },
      { character_name: expect.any(String), profile_picture_url: expect.stringContaining('/images/') },
      'image/png',
    ]);
  });

  test.each(['content_policy_violation', 'generation_timeout', 'resource_exhausted', 'upstream_error', 'unknown_error'])(
    'fails with %s if its prompt asks for that',
    async (code) => {
      const service = await startSimulatedService();
      const task = await service.generate({ prompt: `a cat [simulate:${code}]` });
      expect(task).toEqual({
        created: expect.any(Number),
        id: expect.any(String),
        model: 'seedance-1.5-pro',
        object: 'video.generation.task',
        progress: 0,
        status: 'failed',
        type: 'video',
        error: { code, message: expect.any(String), type: 'task_error' },
        task_info: { can_cancel: false },
        usage: { credits_used: 0 },
      });
    },
  );

  test('can end as cancelled, without results, or with results in one format only', async () => {
    const service = await startSimulatedService();
    const outcomeOf = async (marker: string) => {
      const { status, results, result_data } = await service.generate({ prompt: `a cat [simulate:${marker}]` });
      return [status, results, result_data];
    };
    const link = expect.stringContaining('.mp4');
    expect([
      await outcomeOf('cancelled'),
      await outcomeOf('no_results'),
      await outcomeOf('video_url'),
      await outcomeOf('results_only'),
    ]).toEqual([
      ['cancelled', undefined, undefined],
      ['completed', [], undefined],
      ['completed', undefined, [{ video_url: link }]],
      ['completed', [link], undefined],
    ]);
  });

  test.each([
    ['an image that does not exist', async () => '/002SIMULATOR0000000/images/2026/01/01/abc.png', 'image_processing_error'],
    [
      'an image that is too small',
      async (service: Awaited<ReturnType<typeof startSimulatedService>>) => (await uploadPng(service, 100, 100)).file_url,
      'image_processing_error',
    ],
  ])('is accepted and then fails because of %s', async (_, address, code) => {
    const service = await startSimulatedService();
    const url = await address(service);
    const task = await service.generate({ image_urls: [url.startsWith('http') ? url : service.files + url] });
    expect([task.status, task.error.code]).toEqual(['failed', code]);
  });

  test('of sora-2-preview requires an image in the size of the video', async () => {
    const service = await startSimulatedService();
    const wrongSize = await service.generate({ model: 'sora-2-preview', image_urls: [(await uploadPng(service, 640, 480)).file_url] });
    const rightSize = await service.generate({ model: 'sora-2-preview', image_urls: [(await uploadPng(service, 1_280, 720)).file_url] });
    expect([wrongSize.error.code, rightSize.status]).toEqual(['image_dimension_mismatch', 'completed']);
  });
});
