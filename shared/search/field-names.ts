// The names of the fields of a search, as they are typed before the colon. Every name works in every language of the interface.
import { editDistance } from '../edit-distance.ts';
import { foldForSearch } from '../search-folding.ts';
import type { ConditionField } from './query.ts';

/** Other names of a field. Completion offers the first Chinese name for a Chinese prefix. */
const otherNames: Readonly<Record<ConditionField, readonly string[]>> = {
  model: ['模型'],
  vendor: ['maker', 'provider', '厂商', '廠商'],
  kind: ['type', '类型', '類型'],
  ratio: ['aspect', '比例', '画面比例', '畫面比例'],
  quality: ['resolution', '清晰度', '画质', '畫質', '分辨率'],
  audio: ['sound', '声音', '聲音', '音频'],
  from: ['来源', '來源'],
  is: ['状态', '狀態'],
  longer: ['长于', '長於'],
  shorter: ['短于', '短於'],
  rating: ['stars', '评分', '評分'],
  cost: ['credits', '积分', '積分', '费用', '費用'],
  seed: ['种子', '種子', '随机种子'],
  before: ['until', '早于', '早於', '之前'],
  after: ['since', '晚于', '晚於', '之后', '之後'],
  tag: ['tags', '标签', '標籤'],
  in: ['collection', '合集'],
  profile: ['account', '配置', '账户'],
};

/** All fields, the ones that are used most first. */
export const conditionFields = Object.keys(otherNames) as readonly ConditionField[];

/** Every name of a field; its own name is the first. */
export const namesOf = (field: ConditionField): readonly string[] => [field, ...otherNames[field]];

const fieldByName: ReadonlyMap<string, ConditionField> = new Map(
  conditionFields.flatMap((field) => namesOf(field).map((name) => [foldForSearch(name), field] as const)),
);

/** The field with this name, in any case and width; undefined where there is none. */
export const fieldNamed = (name: string): ConditionField | undefined => fieldByName.get(foldForSearch(name));

/** How many letters a name may differ from a field's name so that this field is suggested. Nearly every word of two letters is near `in` or `is`. */
function tolerance(name: string): number {
  if (name.length <= 2) return 0;
  return name.length <= 4 ? 1 : 2;
}

/** The names that a mistyped name is compared with. Chinese names are left out: they are too short for a meaningful distance. */
const latinNames = [...fieldByName].filter(([name]) => /^[a-z]+$/.test(name));

/** The field that a mistyped name probably means; undefined where none is near. */
export function fieldNear(name: string): ConditionField | undefined {
  const folded = foldForSearch(name);
  const maxDistance = tolerance(folded);
  if (maxDistance === 0 || !/^[a-z]{1,12}$/.test(folded)) return undefined;
  const candidates = latinNames
    .filter(([known]) => Math.abs(known.length - folded.length) <= maxDistance)
    .map(([known, field]) => ({ field, distance: editDistance(folded, known) }))
    .filter(({ distance }) => distance <= maxDistance)
    .sort((a, b) => a.distance - b.distance);
  return candidates[0]?.field;
}
