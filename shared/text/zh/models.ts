// The model picker.
import type { modelPicker as en } from '../en/models.ts';
import { format } from './format.ts';

export const modelPicker: typeof en = {
  title: '选择模型',
  search: '搜索 37 个模型',
  searchHint: '搜索模型，或输入模型 ID',
  favourites: '收藏',
  results: (count) => format.counted(count, '个模型'),
  none: '没有这个名称的模型。',
  use: (id) => `直接使用“${id}”`,
  useHint: '不在目录中：表单按通用限制提供，由服务决定是否接受。',
  favourite: (name) => `收藏 ${name}`,
  notFavourite: (name) => `取消收藏 ${name}`,
  /** What it takes, as small chips. */
  takes: {
    text: '文生视频',
    image: '图生视频',
    'first + last frame': '首尾帧',
    references: '参考素材',
    'video edit': '视频编辑',
    extend: '延长',
    element: '主体',
    character: '角色',
    audio: '声音',
  },
  badges: {
    stable: '稳定',
    beta: '测试版',
    archived: '已撤下',
    removed: '已撤下',
    none: '无文档',
    placeholder: '未开放',
    unknown: '未知',
  },
  badgeHints: {
    stable: 'EvoLink 称此模型为稳定版。',
    beta: 'EvoLink 将此模型标为测试版。',
    archived: 'EvoLink 已撤下它的页面；可能被拒绝。',
    removed: 'EvoLink 已撤下它的页面；可能被拒绝。',
    none: 'EvoLink 从未提供文档；支持的参数只是推测。',
    placeholder: '在发布前列出。',
  },
  length: (from, to) => (from === to ? `${from} 秒` : `${from}–${to} 秒`),
  lengths: (seconds) => `${seconds.join('、')} 秒`,
  keys: (modifier) => `↑ ↓ 移动，Enter 选择，${modifier}D 收藏`,
  lengthByService: '时长由服务决定',
};
