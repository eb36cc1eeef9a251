// Types of handlers. Each call of the contract has one typed handler. A handler takes parsed input, returns a value, and never throws.
import type { z } from 'zod';
import type { AppError } from '../../../shared/errors.ts';
import type { CallName, CallOutput, Calls } from '../../../shared/ipc.ts';
import type { Result } from '../../../shared/result.ts';

/** The input of a handler, parsed and with default values. */
export type Input<N extends CallName> = z.output<Calls[N]['input']>;
type Response<N extends CallName> = Result<CallOutput<N>, AppError>;

/** The handlers of all calls. A missing handler does not compile. */
export type Handlers = { readonly [N in CallName]: (input: Input<N>) => Response<N> | Promise<Response<N>> };

/** The handlers whose names begin with `Area`. */
export type HandlersOf<Area extends string> = Pick<Handlers, Extract<CallName, `${Area}.${string}`>>;
