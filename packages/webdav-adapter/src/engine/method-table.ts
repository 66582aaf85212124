import { dropBody } from '../http/drop-body.ts';
import { get } from '../methods/get.ts';
import { head } from '../methods/head.ts';
import { mkcol } from '../methods/mkcol.ts';
import { options } from '../methods/options.ts';
import { propfind } from '../methods/propfind.ts';
import type { Method } from './exchange.ts';

/** A method whose request has no body that means anything. */
const withoutBody =
  (method: Method): Method =>
  (exchange) => {
    const dropped = dropBody(exchange.request, exchange.response);
    return dropped === undefined ? method(exchange) : dropped.then(() => method(exchange));
  };

/** The methods with an answer of their own. Every other one, known to the engine or not, is refused. */
export const methodTable: Readonly<Record<string, Method>> = {
  OPTIONS: withoutBody(options),
  GET: withoutBody(get),
  HEAD: withoutBody(head),
  PROPFIND: propfind,
  MKCOL: mkcol,
};
