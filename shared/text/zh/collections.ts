// The list of collections at the left of the library.
import type { collections as en } from '../en/collections.ts';

/** The sentences of `en/collections.ts` in Chinese. */
export const collections: typeof en = {
  title: '合集',
  show: '显示合集',
  hide: '隐藏合集',
  all: '全部视频',
  picks: '选用',
  favourites: '收藏',
  newName: '新合集',
  newSmartName: '新搜索',
  create: '新建合集',
  createInside: '在其中新建合集',
  rename: '重命名',
  nameOf: (name) => `${name} 的新名称`,
  remove: '删除',
  useAsCover: '用作封面',
  moveUp: '上移',
  moveDown: '下移',
  moveToTop: '移到最上层',
  moveInto: (name) => `移入“${name}”`,
  moved: (name, at, of) => `${name}：第 ${at} 位，共 ${of} 个`,
  movedInto: (name, at, parent) => `${name}：在 ${parent} 中第 ${at} 位`,
  moveEarlier: '前移',
  moveLater: '后移',
  saveSearch: '将搜索保存为智能合集',
  updateSearch: (name) => `将搜索保存到“${name}”`,
  smart: '智能合集',
  removeFrom: (name) => `从“${name}”中移除`,
  empty: '新建合集，然后将视频拖入其中。',
};
