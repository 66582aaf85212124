/** What zlib throws for the same. */
const tooLarge = (): Error => Object.assign(new Error('The body is too large.'), { code: 'ERR_BUFFER_TOO_LARGE' });

/** All of a body. Rejects with `ERR_BUFFER_TOO_LARGE`, and ends the request, for one of more bytes than `most`. */
export async function receive(body: AsyncIterable<Uint8Array>, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > most) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
