import type { Clock, RenditionName } from '@immich-webdav/core';
import type { ImmichLink, ImmichLinks } from '@immich-webdav/immich-adapter';
import type { Account, Accounts } from '../accounts/account.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { linkDigest } from './link-name.ts';

/** A link that was removed or has another password is refused within this time. */
const CHECK_AGAIN_MS = 60_000;

/** How a link shows its assets. Another way is another principal, so that nothing cached for one is shown in the other. */
type Way = 'originals' | 'views' | 'bare';

const renditionOf: Readonly<Record<Way, RenditionName>> = { originals: 'original', views: 'display', bare: 'display' };

/** An original has dates and places in itself, so a link without metadata shows none, as Immich makes such links. */
function wayOf({ allowDownload, showMetadata }: ImmichLink): Way {
  if (!showMetadata) return 'bare';
  return allowDownload ? 'originals' : 'views';
}

interface OpenLink {
  readonly account: Account;
  /** As it was opened last. */
  link: ImmichLink;
  /** By the clock of this machine; undefined for a link that Immich still opens after that. */
  expiresAt: number | undefined;
}

export interface LinkAccountsParts {
  readonly links: ImmichLinks;
  readonly configuration: Configuration;
  readonly clock: Pick<Clock, 'now'>;
  /** Called when Immich refuses requests of a link. */
  readonly onRefused: (account: Account) => void;
}

/** Admits to shared links of Immich: the user name is the key or the slug. A link without a password accepts any. */
export function createLinkAccounts({ links, configuration, clock, onRefused }: LinkAccountsParts): Accounts {
  const open = new Map<string, OpenLink>();

  function accountOf(link: ImmichLink): Account {
    const id = `link-${linkDigest(link.key)}${suffixOf(wayOf(link))}`;
    const expiresAt = link.expiresAt !== undefined && link.expiresAt > clock.now() ? link.expiresAt : undefined;
    const before = open.get(id);
    if (before) {
      Object.assign(before, { link, expiresAt });
      return before.account;
    }
    const current = (): ImmichLink => opened.link;
    const account: Account = {
      principal: { id, name: 'Shared link' },
      credentials: () => ({ sharedLink: current() }),
      configuration: configurationOf(id, wayOf(link), configuration),
      link: {
        current,
        onRefused: () => {
          if (open.get(id) === opened) open.delete(id);
          onRefused(account);
        },
      },
    };
    const opened: OpenLink = { account, link, expiresAt };
    open.set(id, opened);
    return account;
  }

  return {
    checkAgainMs: CHECK_AGAIN_MS,
    async logIn({ username, password }) {
      const link = await links.open(username, password);
      return link && accountOf(link);
    },
    isCurrent(account) {
      const { account: current, expiresAt = Number.POSITIVE_INFINITY } = open.get(account.principal.id) ?? {};
      return current === account && clock.now() < expiresAt;
    },
    leave(account) {
      const { id } = account.principal;
      if (open.get(id)?.account === account) open.delete(id);
    },
    async close() {
      open.clear();
      await links.close();
    },
  };
}

const suffixOf = (way: Way): string => (way === 'originals' ? '' : `-${way}`);

/** One folder of files, kept in memory: a link may be gone tomorrow. */
function configurationOf(id: string, way: Way, { immich, library, store, ...rest }: Configuration): Configuration {
  const { albumPathSeparator: _, splitFoldersAt, ...show } = library.show;
  return {
    ...rest,
    immich: { ...immich, apiKey: '', hints: false, libraryPathMap: [], searches: [], partners: false },
    library: {
      ...library,
      show: {
        ...show,
        albumIds: [],
        flatten: true,
        views: ['only-album'],
        renditions: [renditionOf[way]],
        stacks: 'all',
        // Without dates, all files are of one day.
        ...(splitFoldersAt !== undefined && way !== 'bare' && { splitFoldersAt }),
      },
    },
    sidecars: undefined,
    store: { ...store, folder: ':memory:', identity: id },
  };
}
