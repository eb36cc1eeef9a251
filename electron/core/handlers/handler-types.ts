// Types of handlers: one typed function per call of the contract. A handler takes parsed input and returns a value; it never throws.
import type { z } from 'zod';
import type { AppError } from '../../../shared/errors.ts';
import type { CallName, CallOutput, Calls } from '../../../shared/ipc.ts';
import type { Result } from '../../../shared/result.ts';

/** The input of a handler: parsed, with defaults filled in. */
export type Input<N extends CallName> = z.output<Calls[N]['input']>;
type Response<N extends CallName> = Result<CallOutput<N>, AppError>;

/** Handlers for all calls; a missing one does not compile. */
export type Handlers = { readonly [N in CallName]: (input: Input<N>) => Response<N> | Promise<Response<N>> };

/** The handlers whose names begin with `Area`. */
export type HandlersOf<Area extends string> = Pick<Handlers, Extract<CallName, `${Area}.${string}`>>;
