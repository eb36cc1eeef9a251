// The valid values of a field, and the words for them: for parsing a typed value, for suggestions and for completion.
import { editDistance } from '../edit-distance.ts';
import { foldForSearch } from '../search-folding.ts';
import type { ConditionField, EntryFlag, EntryOrigin } from './query.ts';

/** The current time and the values of the catalogue, which parsing uses. The window and the search thread pass the same lists. */
export interface QueryContext {
  /** The current time in Unix milliseconds, for `today` and `7d`. Dates are read in the computer's time zone. */
  readonly nowMs: number;
  /** The kinds, aspect ratios and qualities of the catalogue, as it writes them. */
  readonly kinds: readonly string[];
  readonly ratios: readonly string[];
  readonly qualities: readonly string[];
  /** The fields of the searched list, if it has fewer than the library (`sql-search-fields.ts`). */
  readonly fields?: readonly ConditionField[];
}

/** True for a field that the searched list has. */
export const hasField = ({ fields }: QueryContext, field: ConditionField): boolean => fields === undefined || fields.includes(field);

/** The words for each flag of `is:`; the first one is the flag itself. */
const flagWords: Readonly<Record<EntryFlag, readonly string[]>> = {
  pick: ['pick', 'picked', '选用', '入选', '選用', '入選'],
  reject: ['reject', 'rejected', '排除', '弃用', '淘汰', '棄用'],
  favourite: ['favourite', 'favorite', 'fav', '收藏'],
  ready: ['ready', 'done', 'completed', '已完成', '完成'],
  failed: ['failed', '失败', '失敗'],
  cancelled: ['cancelled', 'canceled', '已取消', '取消'],
  discarded: ['discarded', '已放弃', '放弃', '已放棄', '放棄'],
  expired: ['expired', '已过期', '过期', '链接已过期', '已過期', '過期'],
  abandoned: ['abandoned', 'untracked', '已停止跟踪', '停止跟踪', '已停止跟蹤'],
  deleted: ['deleted', '已删除', '已刪除'],
  draft: ['draft', '草稿'],
  waiting: ['waiting', '等待中', '等待'],
  'in-progress': ['in-progress', 'rendering', 'running', '生成中', '进行中', '進行中'],
  unclear: ['unclear', 'unconfirmed', '不确定', '待确认', '不確定'],
  missing: ['missing', '缺失', '找不到文件'],
  simulated: ['simulated', '模拟', '模擬'],
  untagged: ['untagged', '无标签', '無標籤'],
};

const originWords: Readonly<Record<EntryOrigin, readonly string[]>> = {
  reference: ['reference', '参考', '参考图', '參考', '參考圖'],
  video: ['video', '视频', '視頻'],
};

const audioWords: Readonly<Record<'yes' | 'no', readonly string[]>> = {
  yes: ['yes', 'on', 'true', 'with', '有', '是', '开', '開'],
  no: ['no', 'off', 'false', 'without', '无', '否', '没有', '关', '無', '沒有', '關'],
};

/** Returns the key whose words contain a typed word, in any case and width. */
function keyOfWord<Key extends string>(words: Readonly<Record<Key, readonly string[]>>, typed: string): Key | undefined {
  const folded = foldForSearch(typed).trim();
  return (Object.keys(words) as Key[]).find((key) => words[key].some((word) => foldForSearch(word) === folded));
}

/** The flag that a value of `is:` means; undefined for an unknown value. */
export const parseFlag = (typed: string): EntryFlag | undefined => keyOfWord(flagWords, typed);
/** The origin that a value of `from:` means. */
export const parseOrigin = (typed: string): EntryOrigin | undefined => keyOfWord(originWords, typed);
/** Parses a value of `audio:`; undefined for an unknown value. */
export function parseYesOrNo(typed: string): boolean | undefined {
  const word = keyOfWord(audioWords, typed);
  return word === undefined ? undefined : word === 'yes';
}

/** The value of a list that equals a typed one apart from case and width. */
export function parseListedValue(values: readonly string[], typed: string): string | undefined {
  const folded = foldForSearch(typed).trim();
  return values.find((value) => foldForSearch(value) === folded);
}

/** Returns the values, or examples, that a field offers independently of the library. Returns none for names and seeds. */
export function knownValues(field: ConditionField, context: QueryContext): readonly string[] {
  switch (field) {
    case 'kind':
      return context.kinds;
    case 'ratio':
      return context.ratios;
    case 'quality':
      return context.qualities;
    case 'is':
      return Object.keys(flagWords);
    case 'from':
      return Object.keys(originWords);
    case 'audio':
      return Object.keys(audioWords);
    case 'rating':
      return ['>=4', '5', '0'];
    case 'cost':
      return ['>20', '<=10', '0'];
    case 'longer':
    case 'shorter':
      return ['5s', '10s', '1:05'];
    case 'before':
    case 'after':
      return ['today', 'yesterday', '7d', String(new Date(context.nowMs).getFullYear())];
    case 'seed':
    case 'model':
    case 'vendor':
    case 'profile':
    case 'tag':
    case 'in':
      return [];
  }
}

/** Returns the distance of a value from a typed one, which may be unfinished or mistyped. */
function distance(typed: string, value: string): number {
  const folded = foldForSearch(value);
  return folded.startsWith(typed) ? 0 : editDistance(typed, folded);
}

/** The known values that are nearest to a typed one, at most three. */
export function nearestValues(field: ConditionField, typed: string, context: QueryContext): readonly string[] {
  const folded = foldForSearch(typed).slice(0, 40);
  const measured = knownValues(field, context).map((value) => ({ value, distance: distance(folded, value) }));
  return measured
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ value }) => value);
}
