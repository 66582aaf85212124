import type { LivePhotos, RenditionName, ShownView, StackChoice, ViewSettings } from '@immich-webdav/core';
import type { SavedSearch } from '@immich-webdav/immich-adapter';
import type { DownloadLimits, HttpLimits, UnixSocket } from '@immich-webdav/webdav-adapter';
import type { Access } from '../authentication/access.ts';
import type { TlsPaths } from '../tls/tls-files.ts';
import type { WriteLevel } from './write-settings.ts';

/** A folder on Immich's host, and its mount point on this machine. Absolute paths. */
export interface PathMapping {
  readonly from: string;
  readonly to: string;
}

/** The checked configuration of the server. */
export interface Configuration {
  readonly immich: {
    readonly url: string;
    /** Empty if each account has credentials of its own. */
    readonly apiKey: string;
    readonly timeoutMs: number;
    /** Concurrent JSON requests. */
    readonly concurrency: number;
    /** Whether to listen to Immich's websocket. */
    readonly hints: boolean;
    readonly libraryPathMap: readonly PathMapping[];
    readonly searches: readonly SavedSearch[];
    /** Whether to show the assets of partners. */
    readonly partners: boolean;
  };
  readonly library: {
    readonly refresh: {
      readonly intervalMs: number;
      readonly sweepMs: number;
      /** Concurrent reads of listings. */
      readonly concurrency: number;
    };
    readonly show: {
      /** Empty = all. */
      readonly albumIds: readonly string[];
      /** Lowercase, without a dot. */
      readonly excludedExtensions: readonly string[];
      readonly flatten: boolean;
      readonly views: readonly ShownView[];
      readonly viewSettings: ViewSettings;
      /** Absent = albums are not nested. */
      readonly albumPathSeparator?: string;
      /** Absent = folders are not split. */
      readonly splitFoldersAt?: number;
      readonly renditions: readonly RenditionName[];
      readonly livePhotos: LivePhotos;
      readonly stacks: StackChoice;
    };
  };
  readonly writes: {
    /** What clients may change. */
    readonly level: WriteLevel;
    /** Disk space for uploads that are under way. */
    readonly stagingBytes: number;
  };
  /** The format of sidecars; undefined = none. */
  readonly sidecars: 'xmp' | undefined;
  readonly store: {
    /** For listings: an absolute path, or `:memory:`. Undefined = the user's data folder. */
    readonly folder: string | undefined;
    /** Maximum memory for listings. */
    readonly memoryBytes: number;
    /** Whose listings they are; undefined = those of the API key. */
    readonly identity?: string;
  };
  /** Limits on the libraries of several people. */
  readonly pool: {
    readonly mostOpen: number;
    readonly idleMs: number;
  };
  readonly content: {
    /** Maximum disk space for cached content; 0 = no cache. */
    readonly maxBytes: number;
    /** An absolute path. Undefined = a subfolder of the folder for listings. */
    readonly folder: string | undefined;
  };
  readonly webdav: {
    readonly host: string;
    /** 0 = any free port. */
    readonly port: number;
    /** Instead of host and port. */
    readonly socket: UnixSocket | undefined;
    /** A listening socket from systemd, instead of all others. */
    readonly fd: number | undefined;
    /** Undefined = plain HTTP. */
    readonly tls: TlsPaths | undefined;
    /** Begins with a slash and ends without one; undefined = the root. */
    readonly basePath: string | undefined;
    /** Addresses, CIDR ranges and names of ranges. */
    readonly trustedProxies: readonly string[];
    readonly limits: HttpLimits;
    readonly downloads: DownloadLimits;
  };
  readonly access: Access;
  /** Whether to serve shared links of Immich. */
  readonly sharedLinks: boolean;
  readonly logLevel: LogLevel;
}

/** From least to most verbose. */
export const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

export type LogLevel = (typeof logLevels)[number];
