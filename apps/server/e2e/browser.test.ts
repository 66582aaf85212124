import { createHash } from 'node:crypto';
import { demoLibrary } from '@immich-webdav/demo-library';
import { createFakeImmich, library, photo, video } from '@immich-webdav/fake-immich';
import axe from 'axe-core';
import { type BrowserContextOptions, chromium, type Locator, type Page, type Response } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { createContainer, parseConfiguration, Token } from '../src/index.ts';
import { startServer, versions } from '../test/start-server.ts';
import { expectedDigests } from './expected-files.ts';
import { describeWith, findProgram } from './program.ts';

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 720 } };

interface Tab {
  readonly page: Page;
  /** What a reader should never cause: console messages, dialogs, requests that fail or go elsewhere. */
  readonly troubles: readonly string[];
}

/** A browser at an address, with a profile of its own. */
async function openTab(url: string, options: BrowserContextOptions): Promise<Tab> {
  const browser = await chromium.launch({
    executablePath: findProgram('chromium') ?? 'chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-sync'],
  });
  onTestFinished(() => browser.close());
  const page = await (await browser.newContext(options)).newPage();
  const troubles: string[] = [];
  page.on('console', (message) => {
    // Beside a bare picture the browser asks for a site icon, which nothing can point elsewhere; there is none.
    if (message.location().url !== `${url}favicon.ico`) troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`script: ${error.message}`));
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('requestfailed', (request) => troubles.push(`failed: ${request.url()}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) troubles.push(`elsewhere: ${request.url()}`);
  });
  await page.goto(url);
  return { page, troubles };
}

/** Clicks a link and waits until its target is loaded. */
async function follow(page: Page, link: Locator): Promise<Response> {
  const target = new URL((await link.getAttribute('href')) ?? '', page.url()).href;
  const [response] = await Promise.all([
    page.waitForResponse((answer) => answer.url() === target),
    page.waitForURL((url) => url.href === target),
    link.click(),
  ]);
  return response;
}

const members = (page: Page): Locator => page.locator('tbody a');

const wayUp = (page: Page): Locator => page.getByRole('navigation').getByRole('link');

/** How far a page reaches beyond the right edge of the screen, in CSS pixels. */
const overhang = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** What a checker of accessibility (WCAG 2.2 AA) finds wrong with a page. */
async function barriers(page: Page): Promise<readonly string[]> {
  // Evaluated and not added to the page, whose policy lets nothing run.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const heights = (links: Locator): Promise<number[]> =>
  links.evaluateAll((found) => found.map((link) => Math.round(link.getBoundingClientRect().height)));

/** The server over albums with these names, each with the same files. */
async function startWith(albums: readonly string[], files: readonly string[]): Promise<string> {
  const described = albums.reduce(
    (all, name) =>
      all.album(
        name,
        files.map((file) => (file.endsWith('.mp4') ? video(file) : photo(file))),
      ),
    library().user('admin'),
  );
  const immich = createFakeImmich({ library: described });
  onTestFinished(() => immich.close());
  const container = createContainer(
    parseConfiguration({
      IMMICH_URL: (await immich.listen()).url,
      DATA_DIR: ':memory:',
      IMMICH_API_KEY: 'admin-key',
      WEBDAV_PORT: '0',
      LOG_LEVEL: 'silent',
    }),
  );
  const application = container.get(Token.Application);
  const { url } = await application.start();
  onTestFinished(() => application.stop());
  await container.get(Token.PhotoLibrary).refresh();
  return url;
}

describeWith(['chromium'], () => {
  it.each(versions)('walks into every album, shows a picture and goes back up, over Immich %s', async (version) => {
    const { url } = await startServer(version);
    const { page, troubles } = await openTab(url, desktop);
    const known = new Set(expectedDigests().flatMap((album) => album.split(' ')));
    expect(await members(page).count()).toBe(demoLibrary.albums.length);
    for (const name of await members(page).allTextContents()) {
      const album = await follow(page, page.locator('tbody a', { hasText: name }));
      expect(album.status()).toBe(200);
      expect(await page.locator('h1').textContent()).toBe(name);
      const picture = await follow(page, page.locator('tbody a', { hasText: /\.jpe?g$/i }).first());
      const bytes = await picture.body();
      expect(picture.status()).toBe(200);
      expect(picture.headers()['content-length']).toBe(String(bytes.length));
      expect(known).toContain(createHash('sha1').update(bytes).digest('hex'));
      expect(await page.evaluate('document.images[0].naturalWidth')).toBeGreaterThan(0);
      await page.goBack();
      await follow(page, wayUp(page));
      expect(page.url()).toBe(url);
    }
    expect(troubles).toEqual([]);
  });

  it('leads back from the depths, one step or all', async () => {
    const { url } = await startServer('3.1.0', { FLATTEN_ASSET_STRUCTURE: 'false' });
    const { page, troubles } = await openTab(url, desktop);
    await follow(page, members(page).filter({ hasText: '日本' }));
    const album = page.url();
    await follow(page, members(page).filter({ hasText: 'images' }));
    expect(await wayUp(page).count()).toBe(2);
    await follow(page, wayUp(page).last());
    expect(page.url()).toBe(album);
    await follow(page, members(page).filter({ hasText: 'images' }));
    await follow(page, wayUp(page).first());
    expect(page.url()).toBe(url);
    expect(await wayUp(page).count()).toBe(0);
    expect(troubles).toEqual([]);
  });

  it('fits a phone, with room for a thumb', async () => {
    const albums = ['y'.repeat(200), 'חתונה של דנה (2024)', 'Sea'];
    const url = await startWith(albums, [`${'x'.repeat(220)}.jpg`, 'שלום (1).jpg', 'a.mp4']);
    const { page, troubles } = await openTab(url, { ...phone, colorScheme: 'dark' });
    for (const name of albums) {
      expect(await overhang(page)).toBe(0);
      expect(Math.min(...(await heights(members(page))))).toBeGreaterThanOrEqual(44);
      await follow(page, members(page).filter({ hasText: name }));
      expect(await overhang(page)).toBe(0);
      expect(Math.min(...(await heights(wayUp(page))))).toBeGreaterThanOrEqual(44);
      await follow(page, wayUp(page));
    }
    expect(troubles).toEqual([]);
  });

  it('shows names that look like markup as text', async () => {
    const albums = [
      '&lt;script&gt;alert(1)&lt;/script&gt;',
      '<img src=x onerror=alert(1)>',
      "\"><b onclick='alert(1)'>",
    ];
    const url = await startWith(albums, ['<script>alert(1)</script>.jpg', '&#60;b&#62;.jpg', 'javascript:alert(1)']);
    const { page, troubles } = await openTab(url, desktop);
    const names = await members(page).allTextContents();
    expect(names.sort()).toEqual(albums.map((name) => name.replace(/[<>/"]/g, '_')).sort());
    for (const name of names) {
      await follow(page, page.getByRole('link', { name, exact: true }));
      expect(await page.title()).toBe(name);
      await follow(page, page.getByRole('link', { name: 'images', exact: true }));
      expect((await members(page).allTextContents()).sort()).toEqual(
        ['_script_alert(1)__script_.jpg', '&#60;b&#62;.jpg', 'javascript_alert(1)'].sort(),
      );
      expect(await page.locator('script, img, b').count()).toBe(0);
      await follow(page, wayUp(page).first());
    }
    expect(troubles).toEqual([]);
  });

  it.each(['light', 'dark'] as const)(
    'explains a refusal with a page that everybody can use: %s',
    async (colorScheme) => {
      const url = await startWith(['Sea'], ['a.jpg']);
      const { page } = await openTab(url, { ...phone, colorScheme });
      expect(await barriers(page)).toEqual([]);
      const answer = await page.goto(`${url}Sea/no%20such.jpg`);
      expect(answer?.status()).toBe(404);
      expect(await page.title()).toBe('Not Found');
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Not Found');
      expect(await page.getByRole('main').textContent()).toBe('There is nothing at this path.');
      expect(await barriers(page)).toEqual([]);
      expect(await overhang(page)).toBe(0);
      await follow(page, wayUp(page));
      expect(page.url()).toBe(url);
    },
  );
});
