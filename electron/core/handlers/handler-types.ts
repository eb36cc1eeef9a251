// What a handler is: one typed function per call of the contract. It gets parsed input and answers with a value, never with a throw.
import type { z } from 'zod';
import type { AppError } from '../../../shared/errors.ts';
import type { CallName, CallOutput, Calls } from '../../../shared/ipc.ts';
import type { Result } from '../../../shared/result.ts';

/** What the handler of a call gets: parsed, with defaults filled in. */
export type Input<N extends CallName> = z.output<Calls[N]['input']>;
type Response<N extends CallName> = Result<CallOutput<N>, AppError>;

/** Handlers for all calls; leaving one out does not compile. */
export type Handlers = { readonly [N in CallName]: (input: Input<N>) => Response<N> | Promise<Response<N>> };

/** The handlers whose names begin with `Area`. */
export type HandlersOf<Area extends string> = Pick<Handlers, Extract<CallName, `${Area}.${string}`>>;
