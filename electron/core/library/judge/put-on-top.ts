// Plans the action that puts a take on top of its stack.
import type { AppError } from '../../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { PlannedAction, Slice } from '../../undo/perform-action.ts';
import type { JudgeContext } from './judge-context.ts';
import type { JudgementChange } from './judgement-change.ts';
import { writeSlice } from './plan-command.ts';

/** Plans the action. It changes nothing if the video is already on top. Error: `unknown-item` if the video has no stack. */
export function planPutOnTop(context: JudgeContext, resultId: number): Result<PlannedAction, AppError> {
  const { stacks } = context.tables;
  if (stacks.memberships([resultId]).length === 0) return fail({ kind: 'unknown-item', what: 'result' });
  function* slices(): Generator<Slice> {
    const tops = stacks.topsBeside(resultId);
    const replaced = tops.filter((id) => id !== resultId);
    const changes: JudgementChange[] = [];
    if (replaced.length > 0) changes.push({ kind: 'top', isTop: false, videos: replaced });
    if (!tops.includes(resultId)) changes.push({ kind: 'top', isTop: true, videos: [resultId] });
    yield writeSlice(context, changes, 1, 1);
  }
  return ok({ kind: 'put-on-top', subject: '', total: 1, slices: slices() });
}
