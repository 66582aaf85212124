import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable, Transform } from 'node:stream';
import type { Fault } from '../faults.ts';

/** The body of a request as a fault lets it through: cut or stalled after some bytes. Without such a fault, the request itself. */
export function faultyBody(
  request: IncomingMessage,
  { cutUploadAfter, stallUploadAfter }: Pick<Fault, 'cutUploadAfter' | 'stallUploadAfter'>,
): Readable {
  const limit = cutUploadAfter ?? stallUploadAfter;
  if (limit === undefined) return request;
  let passed = 0;
  const gate = new Transform({
    transform: (chunk: Buffer, _, done) => {
      const rest = limit - passed;
      passed += chunk.length;
      if (chunk.length <= rest) return done(null, chunk);
      if (rest > 0) gate.push(chunk.subarray(0, rest));
      if (cutUploadAfter !== undefined) request.socket.destroy();
    },
  });
  // The reader of the gate gets its error; `pipeline` passes on that the client has left.
  pipeline(request, gate, () => {});
  return gate;
}
