// A task in the JSON of the API: the create reply, the read, and the item of the undocumented list. Field names and the shape of a completed task
// follow EvoLink's task page and a recorded reply of 2026-08-31.

import type { SimulatorSettings } from '../simulator-settings.ts';
import { toCredits } from '../tables/simulated-account-table.ts';
import type { LinkRow, SimulatedTaskRow } from '../tables/simulated-task-table.ts';
import { parseOutcome } from './scripted-outcomes.ts';
import { statusAt } from './task-lifecycle.ts';

/** Prices of a credit at the vendor's display rate: 68 credits to the dollar, 10 to the yuan. */
const creditsPerDollar = 68;
const creditsPerYuan = 10;

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

function header(task: SimulatedTaskRow, nowMs: number) {
  const current = statusAt(task, nowMs);
  return {
    created: Math.floor(task.created_ms / 1_000),
    id: task.id,
    model: task.model,
    object: 'video.generation.task',
    progress: current.progress,
    status: current.status,
    type: 'video',
  };
}

/** Returns the reply to a create request (source: EvoLink's create page). */
export function createReply(task: SimulatedTaskRow, durationSeconds: number): Record<string, unknown> {
  return {
    ...header(task, task.created_ms),
    task_info: {
      can_cancel: true,
      estimated_time: statusAt(task, task.created_ms).secondsLeft,
      ...(task.output === 'video' ? { video_duration: durationSeconds } : {}),
    },
    usage: { billing_rule: task.billing_rule, credits_reserved: toCredits(task.reserved_uc), user_group: 'default' },
  };
}

/** Returns the reply to a read of the task. `links` are its current links; `base` is the base URL of the files host. */
export function taskReply(
  task: SimulatedTaskRow,
  links: readonly LinkRow[],
  base: string,
  settings: SimulatorSettings,
  nowMs: number,
): Record<string, unknown> {
  const current = statusAt(task, nowMs);
  const common = header(task, nowMs);
  switch (current.status) {
    case 'pending':
    case 'processing':
      return {
        ...common,
        task_info: { can_cancel: current.status === 'pending', estimated_time: current.secondsLeft },
        usage: { billing_rule: task.billing_rule, credits_reserved: toCredits(task.reserved_uc), user_group: 'default' },
      };
    case 'failed':
      return {
        ...common,
        error: { code: task.error_code, message: task.error_message, type: 'task_error' },
        task_info: { can_cancel: false },
        usage: { credits_used: 0 },
      };
    case 'cancelled':
      return { ...common, task_info: { can_cancel: false }, usage: { credits_used: 0 } };
    case 'completed': {
      const credits = toCredits(task.price_uc);
      const listedLinks = settings.expiredResults === 'listed' ? links : links.filter((link) => link.expires_ms > nowMs);
      return {
        ...common,
        duration: Math.round(((task.ended_ms ?? nowMs) - task.created_ms) / 1_000),
        ...results(
          task,
          listedLinks.map((link) => base + link.path),
        ),
        task_info: { can_cancel: false },
        usage: {
          cost: { credits, usd: round(credits / creditsPerDollar, 4), cny: round(credits / creditsPerYuan, 4) },
          credits_used: credits,
        },
      };
    }
  }
}

function results(task: SimulatedTaskRow, urls: readonly string[]): Record<string, unknown> {
  const suffix = task.id.slice(-8);
  if (task.output === 'element') return { results: [], result_data: { element_id: suffix } };
  if (task.output === 'character') {
    return { results: [], result_data: { character_name: `sim.${suffix}`, profile_picture_url: urls[0] ?? '' } };
  }
  const outcome = parseOutcome(task.outcome);
  switch (outcome.kind === 'completes' ? outcome.shape : 'usual') {
    case 'no_results':
      return { results: [] };
    case 'video_url':
      return { result_data: urls.map((url) => ({ video_url: url })) };
    case 'results_only':
      return { results: urls };
    case 'usual':
      return { result_data: urls.map((url) => ({ url })), results: urls };
  }
}

/** Returns one item of `GET /v1/tasks`, which has no links and its times in seconds. */
export function listItem(task: SimulatedTaskRow, linkCount: number, nowMs: number): Record<string, unknown> {
  const current = statusAt(task, nowMs);
  return {
    id: task.id,
    model: task.model,
    type: 'video',
    status: current.status,
    progress: current.progress,
    created_at: Math.floor(task.created_ms / 1_000),
    has_results: linkCount > 0,
    result_count: linkCount,
    has_error: task.error_code !== null,
    credits_used: current.status === 'completed' ? toCredits(task.price_uc) : 0,
  };
}
