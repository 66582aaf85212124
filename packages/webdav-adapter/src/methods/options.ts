import type { Method } from '../engine/exchange.ts';
import { answer } from '../http/answer.ts';

/** OPTIONS (RFC 4918 section 10.1): the same on any path, there or not. The engine told DAV and Allow in the headers already. */
export const options: Method = ({ request, response }) => answer(request, response, 200);
