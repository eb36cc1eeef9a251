// Random prompts in eight languages, and queries drawn from them. Tests use them to compare the index with a plain scan. The same seed
// gives the same texts.
import { quoted } from '../../shared/search/quotes.ts';
import { seededRandom } from '../soak/trial.ts';
import { fc } from './fast-check.ts';

/** Generates arbitrary text, including lone surrogates. fast-check's own `binary` unit would take five seconds to set up. */
export const anyText: fc.Arbitrary<string> = fc.string({ unit: fc.nat(0x10ffff).map((code) => String.fromCodePoint(code)) });

/** The words of prompts, and the separators between words. There are few words, so that prompts share many of them. */
interface Vocabulary {
  readonly separators: readonly string[];
  readonly words: readonly string[];
}

const vocabularies = {
  english: {
    separators: [' ', ' ', ' ', ', ', ' — ', '-', '. '],
    words:
      'a the red fox Fox runs running through deep snow slow dolly dolly-zoom shot at dawn 4K 16:9 cinematic don’t stop film_grain café 🦊 ❤️ 👩‍🚀 35mm f/2.8 asleep sleeping'.split(
        ' ',
      ),
  },
  chinese: {
    separators: ['', '', '，', '、', ' ', '。'],
    words:
      '红色 紅色 狐狸 慢镜头 慢鏡頭 推进 雪地 雪 海边 海邊 日落 电影感 電影感 高清 4K 一只 一隻 奔跑 无人机 無人機 「龙」 龍 卡片Ａ'.split(
        ' ',
      ),
  },
  japanese: {
    separators: ['', '', 'の', '、', ' '],
    words: '赤い キツネ ｷﾂﾈ きつね 雪 スローモーション ドリー ガラス ｶﾞﾗｽ 夕焼け 東京タワー が走る 映画風 ー 人々 4K'.split(' '),
  },
  korean: {
    separators: [' ', ' ', ', ', ''],
    words: '빨간 여우가 여우 눈밭을 달린다 느린 달리 샷 새벽 바다 영화 같은 한강 강 서울 4K ㅋㅋ'.split(' '),
  },
  arabic: {
    separators: [' ', ' ', '، ', ' و'],
    words: 'ثعلب أحمر الثعلب الأحمر يركض في الثلج ثَعْلَب ثـعـلـب بطيء لقطة عند الفجر البحر بحر مدرسة ٤ آسيا'.split(' '),
  },
  thai: {
    separators: ['', '', ' ', '\u200b'],
    words: 'จิ้งจอก สีแดง วิ่ง ใน หิมะ ช้าๆ น้ำ ทะเล ตอน เช้า กล้อง เคลื่อน ภาพยนตร์ 4K ก็'.split(' '),
  },
  accents: {
    separators: [' ', ' ', ', ', '-'],
    words:
      'Füchse Fuchs läuft über Straße STRASSE Schnee İstanbul ISTANBUL ırmak Irmak kış güneş Çiçek şehir Größe größer Øresund naïve schön'.split(
        ' ',
      ),
  },
  russian: {
    separators: [' ', ' ', ', ', ' — '],
    words: 'красная лиса Лисица лисы бежит по снегу снег медленный наезд камеры на рассвете ёлка елка море морской кино й'.split(' '),
  },
} satisfies Record<string, Vocabulary>;

/** A language of the prompts. `accents` mixes words with accents from Turkish, German and other languages. */
export type SearchLanguage = keyof typeof vocabularies;
const searchLanguages = Object.keys(vocabularies) as readonly SearchLanguage[];

/** The simplified forms of the traditional characters in the Chinese prompts, a small part of the table that the app loads. */
const simplifiedForms: Readonly<Record<string, string>> = {
  紅: '红',
  鏡: '镜',
  頭: '头',
  邊: '边',
  電: '电',
  隻: '只',
  無: '无',
  機: '机',
  龍: '龙',
  東: '东',
  標: '标',
};
/** Simplifies the traditional characters that occur in the prompts. */
export const simplifyKnown = (character: string): string => simplifiedForms[character] ?? character;

/** Makes texts from one stream of random numbers. */
export interface SearchTexts {
  /** A number from 0 to `below` − 1. */
  index(below: number): number;
  /** One of `values`. */
  pick<T>(values: readonly [T, ...T[]]): T;
  /** A prompt of 1 to 12 words; in one prompt of ten, two languages are mixed. */
  prompt(): string;
  /** A query of 1 to 4 terms, most of them drawn from one of these texts, so that they find something. */
  query(texts: readonly string[]): string;
}

/** Makes texts that repeat with the seed. */
export function createSearchTexts(seed: number): SearchTexts {
  const random = seededRandom(seed);
  const index = (below: number): number => Math.floor(random() * below);
  const isChosen = (chance: number): boolean => random() < chance;
  const pick = <T>(values: readonly T[]): T => {
    const value = values[index(values.length)];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  };

  const sentence = (language: SearchLanguage): string => {
    const { words, separators }: Vocabulary = vocabularies[language];
    return Array.from({ length: 1 + index(12) }, (_, at) => (at === 0 ? '' : pick(separators)) + pick(words)).join('');
  };
  const prompt = (): string => {
    const text = sentence(pick(searchLanguages));
    return isChosen(0.1) ? `${text} ${sentence(pick(searchLanguages))}` : text;
  };

  /** A random piece of a text: a word, the beginning of a word, a part of a word, or several words. */
  const piece = (text: string): string => {
    const characters = Array.from(text);
    const from = isChosen(0.6) ? Math.max(0, characters.lastIndexOf(' ', index(characters.length)) + 1) : index(characters.length);
    const space = characters.indexOf(' ', from + 1);
    const word = characters.slice(from, space === -1 ? from + 12 : space);
    return isChosen(0.5) ? word.join('') : word.slice(0, 1 + index(word.length)).join('');
  };
  /** The same text as another person may type it: in upper case, with decomposed accents, or with simplified characters. */
  const retyped = (text: string): string => {
    switch (index(5)) {
      case 0:
        return text.toUpperCase();
      case 1:
        return text.normalize('NFD');
      case 2:
        return Array.from(text, simplifyKnown).join('');
      default:
        return text;
    }
  };
  const term = (text: string): string => {
    if (isChosen(0.25)) return quoted(retyped(text.slice(index(text.length)).slice(0, 1 + index(20))));
    return retyped(piece(text)).replace(/[()（）|"“”„«»「」『』]/gu, '');
  };
  const query = (texts: readonly string[]): string => {
    const drawText = (): string => (texts.length === 0 || isChosen(0.1) ? prompt() : pick(texts));
    const source = drawText();
    const terms = Array.from({ length: 1 + index(4) }, () => {
      const isNegated = isChosen(0.15);
      return isNegated ? `-${term(drawText())}` : term(isChosen(0.2) ? drawText() : source);
    });
    const [first = '', second, ...rest] = terms;
    if (second === undefined) return first;
    const firstTwo = isChosen(0.3) ? `(${first} OR ${second})` : `${first} ${second}`;
    return [isChosen(0.1) ? `-(${firstTwo})` : firstTwo, ...rest].join(isChosen(0.1) ? ' OR ' : ' ');
  };
  return { index, pick, prompt, query };
}
