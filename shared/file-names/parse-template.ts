// Parses a file name template into text and tokens, or says what is wrong with it.
import { isNameToken, maxSizeOf, type NameToken, nearestTokens } from './template-tokens.ts';

/** A part of a template. `size`: the number after a colon; null without one. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'token'; readonly token: NameToken; readonly size: number | null };

/** Why a template cannot be used. */
export type TemplateProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long'; readonly maxLength: number }
  /** Nothing but fixed text: every file would have the same name. */
  | { readonly kind: 'no-token' }
  | { readonly kind: 'unknown-token'; readonly name: string; readonly suggestions: readonly NameToken[] }
  /** An opening brace without a closing one, or the reverse. */
  | { readonly kind: 'lone-brace'; readonly brace: '{' | '}' }
  /** `/` or `\`: a template makes no folders. */
  | { readonly kind: 'separator'; readonly character: string }
  /** A character that some system does not allow in a name. */
  | { readonly kind: 'forbidden'; readonly character: string }
  /** A size on a token that takes none, or a size above `maxSize`. */
  | { readonly kind: 'bad-size'; readonly token: NameToken; readonly maxSize: number | null };

/** A template that can be rendered, or the first thing that is wrong with it. */
export type ParsedTemplate =
  | { readonly ok: true; readonly parts: readonly TemplatePart[] }
  | { readonly ok: false; readonly problem: TemplateProblem };

/** The longest template, in UTF-16 units. */
export const maxTemplateLength = 200;

/** Gives new videos the names that the studio has always given them. */
export const defaultFileNameTemplate = '{date} {prompt} {model} {id}';

const forbidden = /[<>:"|?*\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

function problemOfText(text: string): TemplateProblem | null {
  const brace = /[{}]/.exec(text)?.[0];
  if (brace !== undefined) return { kind: 'lone-brace', brace: brace as '{' | '}' };
  const separator = /[/\\]/.exec(text)?.[0];
  if (separator !== undefined) return { kind: 'separator', character: separator };
  const character = forbidden.exec(text)?.[0];
  return character === undefined ? null : { kind: 'forbidden', character };
}

function readToken(content: string): TemplatePart | TemplateProblem {
  const [, name = '', colon, digits = ''] = /^\s*([^:]*?)\s*(?:(:)\s*(.*?)\s*)?$/su.exec(content) ?? [];
  const token = name.toLowerCase();
  if (!isNameToken(token)) return { kind: 'unknown-token', name: name.slice(0, 40), suggestions: nearestTokens(name) };
  if (colon === undefined) return { kind: 'token', token, size: null };
  const maxSize = maxSizeOf(token);
  const size = /^\d{1,3}$/.test(digits) ? Number(digits) : 0;
  return maxSize === null || size < 1 || size > maxSize ? { kind: 'bad-size', token, maxSize } : { kind: 'token', token, size };
}

const isPart = (part: TemplatePart | TemplateProblem): part is TemplatePart => part.kind === 'token' || part.kind === 'text';

/** Parses a template. Names of tokens may be written in capitals. */
export function parseFileNameTemplate(template: string): ParsedTemplate {
  if (template.trim() === '') return { ok: false, problem: { kind: 'empty' } };
  if (template.length > maxTemplateLength) return { ok: false, problem: { kind: 'too-long', maxLength: maxTemplateLength } };
  const parts: TemplatePart[] = [];
  // Odd pieces are contents of braces.
  for (const [at, piece] of template.split(/\{([^{}]*)\}/u).entries()) {
    if (at % 2 === 0 && piece === '') continue;
    const part = at % 2 === 0 ? (problemOfText(piece) ?? ({ kind: 'text', text: piece } as const)) : readToken(piece);
    if (!isPart(part)) return { ok: false, problem: part };
    parts.push(part);
  }
  return parts.some((part) => part.kind === 'token') ? { ok: true, parts } : { ok: false, problem: { kind: 'no-token' } };
}
