// Example prompts in files that the studio creates.
import type { examples as en } from '../en/examples.ts';

/** The sentences of `en/examples.ts` in Chinese. */
export const examples: typeof en = {
  lines: ['雪地里的红狐，镜头缓慢推近', '夜晚，雨中的有轨电车'],
};
