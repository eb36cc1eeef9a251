// Prompts to begin with, in files that the studio hands out.
import type { examples as en } from '../en/examples.ts';

export const examples: typeof en = {
  lines: ['雪地里的红狐，镜头缓慢推近', '夜晚，雨中的有轨电车'],
};
