import { describe, expect, test } from 'vitest';
import { MemoryTree } from './memory-tree.ts';
import { serve } from './serving.ts';

const bytes = Buffer.from('<x/>');

/** The directives of a policy, by name. */
const directives = (policy: string | string[] | undefined): ReadonlyMap<string, string> =>
  new Map(
    String(policy)
      .split('; ')
      .map((directive) => {
        const [name = '', ...values] = directive.split(' ');
        return [name, values.join(' ')];
      }),
  );

/** What a browser is told of a file of that type, by GET, HEAD and a range alike. */
async function told(mediaType: string) {
  const { ask } = await serve(new MemoryTree().file(['file'], { bytes, mediaType }));
  const answers = [
    await ask('GET', '/file'),
    await ask('HEAD', '/file'),
    await ask('GET', '/file', { headers: { Range: 'bytes=0-1' } }),
  ];
  const all = answers.map(({ headers }) => ({
    policy: headers['content-security-policy'],
    disposition: headers['content-disposition'],
    sniffing: headers['x-content-type-options'],
    type: headers['content-type'],
  }));
  const [first, ...others] = all;
  expect(others).toEqual([first, first]);
  return { ...first, directives: directives(first?.policy) };
}

describe('a file that a browser could run', () => {
  test.each([
    ['text/html', 'attachment'],
    ['text/html; charset=utf-8', 'attachment'],
    ['TEXT/HTML', 'attachment'],
    ['application/xhtml+xml', 'attachment'],
    ['image/svg+xml', undefined],
    ['image/SVG+XML', undefined],
    ['image/svg', undefined],
    ['text/xml', undefined],
    ['application/xml', undefined],
    ['application/rdf+xml', undefined],
    ['application/atom+xml', undefined],
    ['video/something+xml', undefined],
    ['text/plain', undefined],
    ['application/pdf', undefined],
    ['multipart/x-mixed-replace', undefined],
    ['', undefined],
    ['no type', undefined],
  ])('%s is put into a sandbox, disposition %s', async (mediaType, disposition) => {
    const what = await told(mediaType);
    expect(what.directives.get('sandbox')).toBe('');
    expect(what.directives.get('default-src')).toBe("'none'");
    expect(what.directives.get('frame-ancestors')).toBe("'none'");
    expect(what.directives.get('form-action')).toBe("'none'");
    expect(what.directives.get('base-uri')).toBe("'none'");
    expect(what.directives.has('script-src')).toBe(false);
    expect(what.sniffing).toBe('nosniff');
    expect(what.disposition).toBe(disposition);
  });
});

describe('a picture or film', () => {
  test.each([
    'image/jpeg',
    'image/heic',
    'image/avif',
    'image/x-canon-cr3',
    'video/mp4',
    'video/quicktime',
    'audio/mp4',
  ])('%s is shown as it is, runs nothing and stands in no frame', async (mediaType) => {
    const what = await told(mediaType);
    expect(what.directives.has('sandbox')).toBe(false);
    expect(what.directives.get('script-src')).toBe("'none'");
    expect(what.directives.get('frame-ancestors')).toBe("'none'");
    expect(what.sniffing).toBe('nosniff');
    expect(what.disposition).toBeUndefined();
  });
});
