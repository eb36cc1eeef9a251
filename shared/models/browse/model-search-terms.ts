// The words that find a model in a search, in both languages at once: vocabulary, not sentences, so it does not depend on the window's language.
import { containsWords, foldForSearch, searchWords } from '../../search-folding.ts';
import type { Model } from '../model.ts';
import { type Capability, capabilities } from './capabilities.ts';
import { filtersOf, type ModelFilter } from './model-filters.ts';

const filterWords: Readonly<Record<ModelFilter, string>> = {
  'from-text': 'from text prompt only t2v 文生视频 从文字 文字 文本',
  'one-image': 'takes an image one image picture photo i2v 图生视频 从图片 一张图片 图片 图像',
  'two-images': 'takes two images 2 images first and last frame 两张图片 两张图 首尾帧 首帧 尾帧',
  references: 'takes references several images reference 参考图 参考图片 多张图片',
  'edits-video': 'edits a video edit video change v2v 编辑视频 视频编辑 修改视频',
  'makes-audio': 'makes audio with sound music voice 有声音 生成声音 音频 配音',
  'ten-seconds': '10 s or longer 10s long 10 seconds ten 10 秒以上 10秒 长视频',
  '4k': '4k uhd ultra hd 超高清',
  elements: 'takes elements element characters 元素 主体',
  current: 'documented current 有文档',
  fits: '',
};

const capabilityWords: Readonly<Record<Capability, string>> = {
  text: 'text',
  image: 'image',
  'first + last frame': 'first + last frame',
  references: 'references',
  'video edit': 'video edit',
  extend: 'extend extends a video 延长视频 续写 延长',
  element: 'element makes an element 制作元素 生成元素',
  character: 'character makes a character 制作角色 角色',
  audio: 'audio',
};

const vendorWords: Readonly<Record<string, string>> = {
  ByteDance: '字节跳动 豆包 doubao 即梦',
  OpenAI: '',
  Kuaishou: '快手 可灵',
  Google: '谷歌',
  MiniMax: '海螺',
  Alibaba: '阿里巴巴 阿里 通义 万相',
  xAI: '',
};

const statusWords = (model: Model): string => {
  const documentationWords = {
    current: '',
    archived: 'withdrawn 已下线',
    removed: 'withdrawn 已下线',
    none: 'undocumented 无文档',
    placeholder: '',
  };
  return `${model.stability === 'beta' ? 'beta 测试版' : 'stable 稳定'} ${documentationWords[model.documentation]}`;
};

const searchText = (model: Model): string =>
  foldForSearch(
    [
      model.name,
      model.id,
      model.vendor,
      vendorWords[model.vendor] ?? '',
      model.renamedTo ?? '',
      ...capabilities(model).map((one) => capabilityWords[one]),
      ...filtersOf(model).map((filter) => filterWords[filter]),
      ...(model.quality.kind === 'list' ? model.quality.values : []),
      statusWords(model),
    ].join(' '),
  );

/** True when all words of a query are among the model's words. */
export const matchesSearch = (model: Model, query: string): boolean => containsWords(searchText(model), searchWords(query));
