// The search of the library: its field, what is wrong with a typed search, what was found.
import type { search as en } from '../en/search.ts';
import { format } from './format.ts';

const step = (from: number, below: number | null): string => {
  if (below === null) return `${format.number(from)} 及以上`;
  return from === 0 ? `${format.number(below)} 以下` : `${format.number(from)} 至 ${format.number(below)} 以下`;
};

/** The sentences of `en/search.ts` in Chinese. */
export const search: typeof en = {
  label: '搜索作品库',
  hint: (videos) =>
    videos === 0 ? '按提示词、模型、日期、标签搜索视频…' : `按提示词、模型、日期、标签搜索 ${format.counted(videos, '个视频')}…`,
  clear: '清除搜索',
  suggestions: '建议',
  fields: {
    model: '模型名称',
    vendor: '模型厂商',
    kind: '模型用途',
    ratio: '画面比例',
    quality: '清晰度',
    audio: '有无声音',
    from: '由文件或视频生成',
    is: '状态或标记',
    longer: '时长大于',
    shorter: '时长小于',
    rating: '评分',
    cost: '积分',
    seed: '种子',
    before: '创建日期早于',
    after: '创建日期不早于',
    tag: '标签',
    in: '合集',
    profile: '账户配置',
  },
  conditions: '条件',
  not: '非',
  exclude: (condition) => `排除 ${condition}`,
  include: (condition) => `不再排除 ${condition}`,
  remove: (condition) => `移除 ${condition}`,
  found: (found, all) => `${format.number(found)} / ${format.counted(all, '个视频')}`,
  results: (found) => (found === 0 ? '未找到视频' : `找到 ${format.counted(found, '个视频')}`),
  notIndexed: (tasks) => `还有 ${format.number(tasks)} 项未编入索引`,
  notIndexedHint: '这些任务编入索引后即可搜索到。索引在后台继续进行。',
  indexing: (done, total) => `正在建立搜索索引：${format.number(done)} / ${format.number(total)}`,
  noModel: '无模型',
  noCollection: '不在任何合集中',
  facets: {
    label: '筛选',
    filters: '筛选',
    names: {
      month: '日期',
      model: '模型',
      kind: '用途',
      ratio: '比例',
      quality: '清晰度',
      duration: '时长',
      audio: '声音',
      profile: '配置',
      credits: '积分',
      file: '文件',
    },
    year: (year) => `${year} 年`,
    withAudio: '有声音',
    withoutAudio: '无声音',
    fileMissing: '找不到文件',
    fileSaved: '已保存',
    seconds: (from, below) => {
      if (below === null) return `${format.seconds(from)}及以上`;
      return from === 0 ? `${format.seconds(below)}以下` : `${format.number(from)} 至 ${format.seconds(below)}以下`;
    },
    creditSteps: step,
    several: (name, values) => `${name}：${format.number(values)} 项`,
    not: (value) => `排除 ${value}`,
    excluded: '已排除',
    clear: (name) => `清除“${name}”`,
    counting: '正在统计…',
    noValues: '没有可选的值',
  },
  order: {
    sort: '排序',
    group: '分组',
    sorts: {
      newest: '最新',
      oldest: '最早',
      longest: '时长最长',
      shortest: '时长最短',
      'most-credits': '积分最多',
      largest: '文件最大',
      name: '名称',
      relevance: '相关度',
    },
    groups: { day: '按日', month: '按月', model: '按模型', none: '不分组' },
  },
  none: {
    title: '没有符合条件的视频',
    detail: '作品库中没有视频同时符合这些词语和条件。',
    dropDetail: '作品库中没有视频同时符合这些词语和条件。可以去掉其中一项：',
    drop: (part, videos) => `去掉“${part}”（${format.counted(videos, '个视频')}）`,
  },
  problems: {
    unknownField: (name) => `未知字段“${name}”。`,
    unknownValue: (value, field) => `“${field}”没有“${value}”这个值，已按普通词语搜索。`,
    missingValue: (field) => `“${field}:”没有值，已忽略。`,
    'unclosed-quote': '有一个引号没有闭合。',
    'unclosed-parenthesis': '有一个括号没有闭合。',
    'unexpected-parenthesis': '有一个右括号没有对应的左括号。',
    'missing-operand': (operator) => `“${operator}”没有作用对象，已忽略。`,
    'too-long': '搜索内容过长，末尾部分已忽略。',
    didYouMean: (suggestion) => `您是指 ${suggestion} 吗？`,
    use: (suggestion) => `使用 ${suggestion}`,
  },
};
