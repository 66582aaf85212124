import type { Method } from '../engine/exchange.ts';
import { answer } from '../http/answer.ts';

/** OPTIONS (RFC 4918 section 10.1): the same on any path, there or not. DAV and Allow stand in every answer. */
export const options: Method = ({ request, response }) => answer(request, response, 200);
